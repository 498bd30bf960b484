package io.mlconnector.fusion;

import java.util.Optional;

/** One of the ways in which what the helpdesk says can be kept with a customer. */
interface NoteForm {

  /** What of a note this form cannot hold, in words; null where it can hold all. */
  String missing(Note wanted);

  /** The note as it will be shown, cut to what the vendor takes. */
  default Note fitted(Note wanted) {
    return wanted;
  }

  /** The note of a target key; empty where it is not there any more. */
  Optional<Note> get(Note known);

  /**
   * The customer's note with the marker.
   *
   * @throws io.mlconnector.spi.VendorFailure of kind REJECTED, status 404, where there is no such
   *     customer
   */
  Optional<Note> find(Note wanted);

  Note create(Note wanted);

  /** Changes the note of that id; null leaves a title or a type as it is. */
  Note update(Note wanted);
}
