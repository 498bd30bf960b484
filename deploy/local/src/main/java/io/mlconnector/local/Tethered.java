package io.mlconnector.local;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Runs another main class in this JVM and ends it when the launcher is gone.
 *
 * <p>The launcher holds the other end of standard input; the operating system closes it when the
 * launcher ends in any way, {@code kill -9} included. Knows nothing but the JDK: it runs on the
 * service's class path.
 */
public final class Tethered {

  private static final int LAUNCHER_GONE = 86;
  private static final long GRACE_MILLIS = 15_000;

  private Tethered() {}

  /** Arguments: the main class to run, then its arguments. */
  public static void main(String[] arguments) throws Throwable {
    daemon("launcher-watch", Tethered::endWithTheLauncher);
    Method main = Class.forName(arguments[0]).getMethod("main", String[].class);
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    try {
      main.invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void endWithTheLauncher() {
    try {
      while (System.in.read() >= 0) {
        continue;
      }
    } catch (IOException alsoTheEnd) {
      System.err.println("standard input is broken: " + alsoTheEnd.getMessage());
    }
    daemon("launcher-watch-halt", Tethered::haltAfterGrace);
    System.exit(LAUNCHER_GONE);
  }

  /** An orderly exit that hangs must not keep ports and leases. */
  private static void haltAfterGrace() {
    try {
      Thread.sleep(GRACE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(LAUNCHER_GONE);
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
