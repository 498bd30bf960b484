package io.mlconnector.console.alerts.channel;

import io.vertx.core.net.PfxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A certificate that a server signed itself, made by the JDK's keytool.
 *
 * @param trust the certificate alone, as PEM
 */
record Certificate(PfxOptions key, Path trust) {

  private static final String PASSWORD = "password";

  static Certificate of(Path folder, String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Path trust = folder.resolve(name + ".pem");
    keytool(
        "-genkeypair -alias it -keyalg EC -validity 2 -storetype PKCS12 -dname CN=%s -ext SAN=dns:%s -keystore %s -storepass %s"
            .formatted(name, name, store, PASSWORD));
    keytool(
        "-exportcert -rfc -alias it -keystore %s -storepass %s -file %s"
            .formatted(store, PASSWORD, trust));
    return new Certificate(new PfxOptions().setPath(store.toString()).setPassword(PASSWORD), trust);
  }

  private static void keytool(String arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(arguments.split(" ")));
    Path log = Files.createTempFile("keytool", ".log");
    int status =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
  }
}
