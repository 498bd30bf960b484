package io.mlconnector.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate authority of an installation's own, and what it has signed, as PEM files: a
 * certificate for this machine's loopback, and one for who calls a server that asks.
 *
 * @param authority the authority's certificate, which clients have to trust
 * @param certificate the server's certificate, for {@code 127.0.0.1} and {@code localhost}
 * @param key the server's key
 * @param clientCertificate the caller's certificate
 * @param clientKey the caller's key
 */
public record Certificates(
    Path authority, Path certificate, Path key, Path clientCertificate, Path clientKey) {

  private static final String PASSWORD = "only-while-made";
  private static final String HOSTS = "san=ip:127.0.0.1,dns:localhost";
  private static final int LINE = 64;

  /**
   * Those of a folder, made there at first by the JDK's keytool.
   *
   * @throws EmbeddedStartException when they cannot be made or written
   */
  public static Certificates in(Path folder) {
    Certificates files = of(folder);
    if (!Files.exists(files.clientKey)) {
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

  /** Where those of a folder are, or will be. */
  public static Certificates of(Path folder) {
    return new Certificates(
        folder.resolve("ca.crt"),
        folder.resolve("server.crt"),
        folder.resolve("server.key"),
        folder.resolve("client.crt"),
        folder.resolve("client.key"));
  }

  private void make(Path folder) throws IOException, GeneralSecurityException {
    Path work = Files.createTempDirectory(folder, "making");
    try {
      Path store = work.resolve("keys.p12");
      pair(store, "ca", "CN=ml-connector local authority", "bc:critical=ca:true", "ku=keyCertSign");
      pair(store, "server", "CN=localhost", HOSTS);
      sign(store, work, "server", certificate, "eku=serverAuth", HOSTS);
      pair(store, "client", "CN=ml-connector");
      sign(store, work, "client", clientCertificate, "eku=clientAuth");
      keytool(store, "-exportcert", "-alias", "ca", "-rfc", "-file", authority.toString());
      writeKey(store, "server", key);
      writeKey(store, "client", clientKey);
    } finally {
      Folders.delete(work);
    }
  }

  private static void sign(
      Path store, Path work, String alias, Path certificate, String... extensions)
      throws IOException {
    Path request = work.resolve(alias + ".csr");
    keytool(store, "-certreq", "-alias", alias, "-file", request.toString());
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-gencert", "-alias", "ca", "-infile", request.toString()));
    arguments.addAll(List.of("-outfile", certificate.toString(), "-rfc", "-validity", "825"));
    for (String extension : extensions) {
      arguments.addAll(List.of("-ext", extension));
    }
    keytool(store, arguments.toArray(String[]::new));
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

  /** Keys are written last, to be there only with the rest; PostgreSQL wants its own unreadable. */
  private static void writeKey(Path store, String alias, Path key)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    byte[] encoded = keys.getKey(alias, PASSWORD.toCharArray()).getEncoded();
    String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded);
    Path aside = Files.createTempFile(key.getParent(), alias, ".key");
    Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        aside, "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    Files.move(aside, key, StandardCopyOption.REPLACE_EXISTING);
  }
}
