package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import io.mlconnector.spi.marker.MarkedText;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps one note, in whatever form: looks for it by its key, then by its marker, before it makes
 * one; changes it in its place; makes it anew where its customer or its form is another one now.
 */
record NoteKeeping(Connection connection) {

  private static final int NOT_FOUND = 404;
  private static final int CHANGED = 412;

  Found find(Write write) {
    Note wanted = Note.wanted(write);
    NoteForm form = NoteForms.named(connection, wanted.form());
    String missing = missing(wanted, form);
    if (missing != null) {
      return new Found.Refused(missing);
    }
    try {
      if (write.key() != null) {
        Note known = Note.of(write.key());
        Optional<Note> there = NoteForms.named(connection, known.form()).get(known);
        if (there.isPresent()) {
          return present(there.get(), wanted, form);
        }
      }
      Optional<Note> marked = form.find(wanted);
      if (marked.isPresent()) {
        return present(marked.get(), wanted, form);
      }
    } catch (VendorFailure e) {
      return new Found.Refused(refusal(e, wanted));
    }
    return write.key() == null ? new Found.Absent() : new Found.Gone(write.key());
  }

  private static String refusal(VendorFailure e, Note wanted) {
    if (e.status() == NOT_FOUND) {
      return "Fusion has no %s %s to write a note on".formatted(wanted.owner(), wanted.customer());
    }
    if (e.kind() == VendorFailure.Kind.REJECTED) {
      return e.getMessage();
    }
    throw e;
  }

  private static String missing(Note wanted, NoteForm form) {
    if (blank(wanted.text())) {
      return "text is empty: a note needs it";
    }
    return form.missing(wanted);
  }

  /** What is missing in any form; null where nothing is. */
  static String nameless(Write write) {
    for (String name : CustomerNotes.NEEDED) {
      if (blank(write.resulting(name))) {
        return name + " is empty: a note needs it";
      }
    }
    return MarkedText.problem(write.resulting(CustomerNotes.MARKER));
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }

  /**
   * What is there, for the comparison with what is wanted: as good as wanted where it says all that
   * fits, and without its text where it has another form, so that it is written in the new one.
   */
  private static Found present(Note there, Note wanted, NoteForm form) {
    boolean same = there.form().equals(wanted.form());
    Note shown =
        same && there.says(form.fitted(wanted))
            ? there.saying(wanted.title(), wanted.text())
            : there;
    Map<String, JsonNode> fields = shown.fields();
    if (!same) {
      fields.remove(CustomerNotes.TEXT);
    }
    return new Found.Present(there.key(), fields);
  }

  WriteResult write(Write write) {
    Note wanted = Note.wanted(write);
    NoteForm form = NoteForms.named(connection, wanted.form());
    Note fitted = form.fitted(wanted);
    try {
      if (write.key() == null) {
        Note made = form.create(fitted);
        return new WriteResult.Created(made.key(), wanted.fields());
      }
      Note old = Note.of(write.key());
      Note now =
          wanted.besides(old) ? form.update(fitted.withId(old.id())) : moved(form, fitted, old);
      return new WriteResult.Updated(now.key(), wanted.fields());
    } catch (VendorFailure e) {
      if (e.status() == CHANGED) {
        // Somebody wrote meanwhile; it is looked at again.
        String key = write.key() == null ? wanted.withId(wanted.marker()).key() : write.key();
        return new WriteResult.Changed(key, write.current());
      }
      if (e.kind() != VendorFailure.Kind.REJECTED) {
        throw e;
      }
      return new WriteResult.Rejected(e.getMessage());
    }
  }

  /** The new one first: after a crash in between it is found, and the old one is still known. */
  private Note moved(NoteForm form, Note fitted, Note old) {
    Note now =
        form.find(fitted)
            .map(there -> there.says(fitted) ? there : form.update(fitted.withId(there.id())))
            .orElseGet(() -> form.create(fitted));
    String where =
        fitted.customer().equals(old.customer())
            ? "Kept in another form"
            : "Moved to customer " + fitted.customer();
    NoteForms.named(connection, old.form())
        .update(old.saying(where, "%s [%s]".formatted(where, fitted.marker())));
    return now;
  }
}
