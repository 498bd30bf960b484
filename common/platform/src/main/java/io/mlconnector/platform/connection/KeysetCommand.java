package io.mlconnector.platform.connection;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes and changes keyset files. Where {@code MLCONNECTOR_KEYSET_KMS_URL} and the variables beside
 * it name a key management service, as for the services, the files are wrapped by it.
 */
public final class KeysetCommand {

  private static final String USAGE =
      """
      Usage: KeysetCommand [OPTION] FILE
        writes a new keyset to FILE, readable by its owner only; credentials are encrypted with it
        --add      adds a key, which decrypts only until it is used: the first step where replicas run
        --use      encrypts with the key that was added last: the second step
        --rotate   both at once, where no service runs
        --drop     takes all keys away but the one that encrypts: the last step, after re-encrypting
        --list     tells the ids of the keys, and which one encrypts
        --wrap     wraps a keyset that is in clear by the key management service
        --rewrap   wraps it anew, by the newest version of that service's key
        --unwrap   puts a wrapped keyset into the file in clear
      A key management service is named by MLCONNECTOR_KEYSET_KMS_URL, …_KEY, …_TOKEN_FILE and so on.\
      """;

  private static final Map<String, String> DONE =
      Map.of(
          "--add", "Added a key to %s; give the file to every replica, then --use it",
          "--use", "%s encrypts with its last key; POST /api/system/re-encrypt uses it for all",
          "--rotate", "Added a key to %s; POST /api/system/re-encrypt uses it for all",
          "--drop", "%s has one key left",
          "--wrap", "%s is wrapped; delete copies that are in clear",
          "--rewrap", "%s is wrapped anew",
          "--unwrap", "%s is in clear: keep it where nobody reads it",
          "", "Wrote %s; keep a copy: without it, credentials must be given again");

  private KeysetCommand() {}

  public static void main(String[] arguments) {
    KeysetConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultSources()
            .addDiscoveredConverters()
            .withMapping(KeysetConfig.class)
            .build()
            .getConfigMapping(KeysetConfig.class);
    System.exit(run(List.of(arguments), config.kms(), System.out, System.err));
  }

  static int run(List<String> arguments, KeysetConfig.Kms kms, PrintStream out, PrintStream err) {
    List<String> rest = new ArrayList<>(arguments);
    String option = rest.size() == 2 && rest.get(0).startsWith("--") ? rest.remove(0) : "";
    boolean known = DONE.containsKey(option) || option.equals("--list");
    if (rest.size() != 1 || rest.get(0).startsWith("-") || !known) {
      err.println(USAGE);
      return 2;
    }
    Path file = Path.of(rest.get(0));
    try {
      Transit transit = Transit.of(kms);
      if (transit == null && List.of("--wrap", "--rewrap", "--unwrap").contains(option)) {
        throw new KeysetProblem("MLCONNECTOR_KEYSET_KMS_URL is not set: name the service first");
      }
      Keysets clear = new Keysets(null);
      Keysets ours = new Keysets(transit);
      switch (option) {
        case "--add" -> ours.change(file, KeyRing::add);
        case "--use" -> ours.change(file, KeyRing::useLast);
        case "--rotate" -> ours.change(file, ring -> ring.add().useLast());
        case "--drop" -> ours.change(file, KeyRing::dropOthers);
        case "--list" -> ours.read(file).list().forEach(out::println);
        case "--wrap" -> ours.write(file, clear.read(file));
        case "--rewrap" -> ours.change(file, ring -> ring);
        case "--unwrap" -> clear.write(file, ours.read(file));
        default -> ours.make(file);
      }
      if (DONE.containsKey(option)) {
        out.println(DONE.get(option).formatted(file));
      }
      return 0;
    } catch (KeysetProblem e) {
      err.println(e.getMessage());
      return 1;
    }
  }
}
