package io.mlconnector.sandbox.tableau;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Files on their way: begun, grown chunk by chunk, taken once by a publish or an update. */
final class Uploads implements AutoCloseable {

  private final Map<String, Upload> open = new HashMap<>();
  private Path folder;
  private int begun;

  Upload begin(Session session) {
    begun++;
    String id = "%d:%s-1:0".formatted(3876 + begun, Site.newId().replace("-", "").substring(0, 24));
    Upload upload = new Upload(id, session, newFile());
    open.put(id, upload);
    return upload;
  }

  /** The upload of that id; throws {@link Refusal} for one that is another's, taken or unknown. */
  Upload of(String id, Session session, boolean anySession) {
    Upload upload = open.get(id);
    if (upload == null
        || !upload.user.equals(session.user().id())
        || (!anySession && !upload.session.equals(session.token()))) {
      throw Refusal.notFound("404010", "The upload session could not be found.");
    }
    return upload;
  }

  /** Nobody else can take it. */
  void take(Upload upload) {
    if (upload.broken || upload.writing) {
      throw Refusal.publish("the upload is not whole.");
    }
    open.remove(upload.id);
  }

  Path newFile() {
    try {
      if (folder == null) {
        folder = Files.createTempDirectory("sandbox-tableau");
      }
      return Files.createTempFile(folder, "upload", ".bin");
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox cannot keep an uploaded file", e);
    }
  }

  static long append(Path file, Multipart body, Multipart.Part part) {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      out.write(body.body(), part.from(), part.length());
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox cannot keep an uploaded chunk", e);
    }
  }

  static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox lost an uploaded file", e);
    }
  }

  static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox cannot remove an uploaded file", e);
    }
  }

  int open() {
    return open.size();
  }

  @Override
  public void close() {
    if (folder != null) {
      try (Stream<Path> files = Files.list(folder)) {
        files.forEach(Uploads::forget);
        Files.deleteIfExists(folder);
      } catch (IOException e) {
        throw new UncheckedIOException("the sandbox cannot remove " + folder, e);
      }
    }
  }
}
