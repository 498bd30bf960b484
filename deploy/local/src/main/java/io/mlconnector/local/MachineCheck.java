package io.mlconnector.local;

import com.sun.management.OperatingSystemMXBean;
import io.mlconnector.embedded.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out before anything starts what would make the run fail half-way. */
final class MachineCheck {

  private static final int OLDEST_JAVA = 17;
  private static final long KIBIBYTE = 1L << 10;
  private static final long MEBIBYTE = 1L << 20;

  /** Measured: Kafka, sandbox and launcher about 600, PostgreSQL 150; a service about 300. */
  private static final long MEMORY_MIB = 750;

  private static final long MEMORY_PER_SERVICE_MIB = 300;
  private static final long DISK_MIB = 2_000;
  private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

  private MachineCheck() {}

  static void java(int feature) {
    if (feature < OLDEST_JAVA) {
      throw new CannotRun(
          "This is Java " + feature + "; install JDK 17 or newer and set JAVA_HOME to it.");
    }
  }

  static void memory(long availableBytes, int services) {
    long needed = MEMORY_MIB + MEMORY_PER_SERVICE_MIB * services;
    if (availableBytes / MEBIBYTE < needed) {
      throw new CannotRun(
          String.format(
              Locale.ROOT,
              "Only %,d MB of memory are free and the run needs about %,d MB: close other"
                  + " programs.",
              availableBytes / MEBIBYTE,
              needed));
    }
  }

  static void disk(Path folder, long usableBytes) {
    if (usableBytes / MEBIBYTE < DISK_MIB) {
      throw new CannotRun(
          String.format(
              Locale.ROOT,
              "Only %,d MB are free on the disk of %s and the run needs %,d MB: make room, or"
                  + " choose another folder with --data.",
              usableBytes / MEBIBYTE,
              folder,
              DISK_MIB));
    }
  }

  /** Names every port that something else listens on, in one sentence. */
  static void ports(Ports ports, List<String> parts) {
    Map<Integer, String> taken = new TreeMap<>();
    for (String part : parts) {
      int port = ports.of(part);
      if (!FreePort.isFree(port)) {
        taken.put(port, part);
      }
    }
    if (!taken.isEmpty()) {
      var first = taken.entrySet().iterator().next();
      throw new CannotRun(
          "In use by another program: "
              + taken.entrySet().stream()
                  .map(e -> "port " + e.getKey() + " (" + e.getValue() + ")")
                  .collect(Collectors.joining(", "))
              + "; stop it, or choose others with --port "
              + first.getValue()
              + "="
              + other(first.getKey())
              + " or --port-base 18080.");
    }
  }

  static int other(int port) {
    return port < 60_000 ? port + 1_000 : port - 1_000;
  }

  /** Memory that programs may still take, within the limit of a container if there is one. */
  static long availableMemory() {
    long limit =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : Long.MAX_VALUE;
    if (!Files.isReadable(MEMORY_INFO)) {
      return limit;
    }
    try (Stream<String> lines = Files.lines(MEMORY_INFO)) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE)
          .map(available -> Math.min(available, limit))
          .findFirst()
          .orElse(limit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
