package io.mlconnector.console.chain;

import io.mlconnector.flow.audit.KeyedHash;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Transactions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Verifies a ledger from the command line, with the same settings as the console's: see
 * docs/operations.md.
 */
public final class VerifyCommand {

  static final int BROKEN = 1;
  static final int FAILED = 2;

  private static final String URL = "QUARKUS_DATASOURCE_JDBC_URL";
  private static final String USER = "QUARKUS_DATASOURCE_USERNAME";
  private static final String PASSWORD = "QUARKUS_DATASOURCE_PASSWORD";
  private static final String KEY = "MLCONNECTOR_AUDIT_HASH_KEY_FILE";
  private static final String HEAD = "[1-9][0-9]*:[0-9a-f]{32}";
  private static final String USAGE =
      """
      Usage: VerifyCommand [HEAD]
      Verifies the ledger of the console. Needs %s, %s, %s and %s.
      HEAD is what a former verification named as the newest block, NUMBER:HASH.
      Ends with 0 where everything fits, 1 where something does not, 2 where it could not be read.\
      """
          .formatted(URL, USER, PASSWORD, KEY);

  private VerifyCommand() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments, System.getenv(), System.out, System.err));
  }

  static int run(
      String[] arguments, Map<String, String> settings, PrintStream out, PrintStream err) {
    boolean head = arguments.length == 1 && arguments[0].matches(HEAD);
    if (arguments.length > 0 && !head || !settings.containsKey(URL) || !settings.containsKey(KEY)) {
      err.println(USAGE);
      return FAILED;
    }
    try {
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setUrl(settings.get(URL));
      database.setUser(settings.get(USER));
      database.setPassword(settings.get(PASSWORD));
      Verdict verdict =
          new Verifier(new Transactions(database), KeyedHash.byKeyIn(Path.of(settings.get(KEY))))
              .verify(head ? arguments[0] : null, progress(err));
      tell(verdict, out);
      return verdict.fits() ? 0 : BROKEN;
    } catch (DatabaseUnavailable | IllegalStateException e) {
      err.println(e.getMessage());
      return FAILED;
    }
  }

  /** Once for each day. */
  private static Verifier.Progress progress(PrintStream err) {
    AtomicInteger told = new AtomicInteger(-1);
    return (done, days, entries) -> {
      if (told.getAndSet(done) != done) {
        err.printf("%d of %d days, %,d entries%n", done, days, entries);
      }
    };
  }

  private static void tell(Verdict verdict, PrintStream out) {
    if (!verdict.fits()) {
      out.println("BROKEN " + verdict.problem().sentence());
      return;
    }
    out.printf(
        "FITS %,d entries in %,d blocks since %s; values erased from %,d records, each with its"
            + " proof; %,d entries are older than the chain%n",
        verdict.entries(),
        verdict.blocks(),
        verdict.oldest(),
        verdict.erased(),
        verdict.unchained());
    out.println("HEAD " + verdict.head());
  }
}
