package io.mlconnector.sandbox.tableau;

import java.nio.file.Path;

/** A file that comes in chunks, one after the other. */
final class Upload {

  final String id;
  final String session;
  final String user;
  final Path file;

  /** Whether the answer to the last chunk is not out yet. */
  volatile boolean writing;

  /** Whether a chunk came while another one was written: nothing can be done with it any more. */
  boolean broken;

  Upload(String id, Session session, Path file) {
    this.id = id;
    this.session = session.token();
    this.user = session.user().id();
    this.file = file;
  }
}
