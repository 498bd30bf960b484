package io.mlconnector.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps what a child prints in a file of limited size, the part before that in a second one. */
final class RotatingLog {

  static final int LAST_LINES = 15;

  private final Path file;
  private final long maxChars;
  private final Deque<String> last = new ArrayDeque<>();
  private Writer writer;
  private long written;
  private boolean failed;

  RotatingLog(Path file, long maxChars) {
    this.file = file;
    this.maxChars = maxChars;
  }

  Path file() {
    return file;
  }

  /** The newest lines, at most {@value #LAST_LINES}. */
  synchronized List<String> lastLines() {
    return List.copyOf(last);
  }

  /** Reads until the stream ends; goes on reading when the disk is full, for the child's sake. */
  void copy(InputStream output) throws IOException {
    try (var lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        remember(line);
        write(line);
      }
    } finally {
      end();
    }
  }

  private void write(String line) {
    try {
      if (writer != null && written > maxChars) {
        end();
        Files.move(file, older(), StandardCopyOption.REPLACE_EXISTING);
      }
      if (writer == null) {
        writer = open();
      }
      writer.write(line + "\n");
      writer.flush();
      written += line.length() + 1;
    } catch (IOException e) {
      if (!failed) {
        System.err.println("The log " + file + " cannot be written: " + e.getMessage());
      }
      failed = true;
    }
  }

  private void end() throws IOException {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }

  private Path older() {
    return file.resolveSibling(file.getFileName() + ".1");
  }

  private Writer open() throws IOException {
    written = Files.exists(file) ? Files.size(file) : 0;
    return Files.newBufferedWriter(
        file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private synchronized void remember(String line) {
    last.addLast(line);
    if (last.size() > LAST_LINES) {
      last.removeFirst();
    }
  }
}
