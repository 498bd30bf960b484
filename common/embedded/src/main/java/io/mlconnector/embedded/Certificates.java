package io.mlconnector.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate authority of an installation's own, and a certificate for this machine's loopback
 * that it has signed, as PEM files.
 *
 * @param authority the authority's certificate, which clients have to trust
 * @param certificate the server's certificate, for {@code 127.0.0.1} and {@code localhost}
 * @param key the server's key
 */
public record Certificates(Path authority, Path certificate, Path key) {

  private static final String PASSWORD = "only-while-made";
  private static final String HOSTS = "san=ip:127.0.0.1,dns:localhost";
  private static final int LINE = 64;

  /**
   * Those of a folder, made there at first by the JDK's keytool.
   *
   * @throws EmbeddedStartException when they cannot be made or written
   */
  public static Certificates in(Path folder) {
    Certificates files =
        new Certificates(
            folder.resolve("ca.crt"), folder.resolve("server.crt"), folder.resolve("server.key"));
    if (!Files.exists(files.key)) {
      try {
        Files.createDirectories(folder);
        files.make(folder);
      } catch (IOException | GeneralSecurityException e) {
        throw new EmbeddedStartException(
            "Certificates cannot be made in " + folder + ": " + e.getMessage(), e);
      }
    }
    return files;
  }

  private void make(Path folder) throws IOException, GeneralSecurityException {
    Path work = Files.createTempDirectory(folder, "making");
    try {
      Path store = work.resolve("keys.p12");
      pair(store, "ca", "CN=ml-connector local authority", "bc:critical=ca:true", "ku=keyCertSign");
      pair(store, "server", "CN=localhost", HOSTS);
      Path request = work.resolve("server.csr");
      keytool(store, "-certreq", "-alias", "server", "-file", request.toString());
      keytool(
          store,
          "-gencert",
          "-alias",
          "ca",
          "-infile",
          request.toString(),
          "-outfile",
          certificate.toString(),
          "-rfc",
          "-ext",
          HOSTS,
          "-ext",
          "eku=serverAuth",
          "-validity",
          "825");
      keytool(store, "-exportcert", "-alias", "ca", "-rfc", "-file", authority.toString());
      writeKey(store);
    } finally {
      Folders.delete(work);
    }
  }

  private static void pair(Path store, String alias, String name, String... extensions)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-genkeypair", "-alias", alias, "-dname", name, "-keyalg", "EC"));
    arguments.addAll(List.of("-groupname", "secp256r1", "-validity", "3650"));
    for (String extension : extensions) {
      arguments.addAll(List.of("-ext", extension));
    }
    keytool(store, arguments.toArray(String[]::new));
  }

  private static void keytool(Path store, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool " + arguments[0] + ": " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Written last, so that it is there only with the others; PostgreSQL wants it unreadable. */
  private void writeKey(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    byte[] encoded = keys.getKey("server", PASSWORD.toCharArray()).getEncoded();
    String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded);
    Path aside = Files.createTempFile(key.getParent(), "server", ".key");
    Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        aside, "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    Files.move(aside, key);
  }
}
