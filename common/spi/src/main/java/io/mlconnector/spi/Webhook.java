package io.mlconnector.spi;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A call that a vendor makes to us. It is believed only after {@link #verify}, and even then it
 * only names what to read again.
 */
public interface Webhook {

  /** The field below {@code auth:} in which a person may enter the secret. */
  String SECRET = "webhookSecret";

  /** The last part of the hook's address. */
  String name();

  /**
   * Checks the sender over the raw bytes, in constant time.
   *
   * @param secrets what calls may be signed with or carry, at least one; several while the vendor
   *     changes from one to the next
   * @return the delivery's id, the same when the vendor sends it again
   * @throws Refused where anything is missing or wrong
   */
  String verify(Connection connection, List<Secret> secrets, Call call);

  /**
   * Whether the vendor sends a call again only after a 503 and gives it up after any other error:
   * then a call that is not accepted, for whatever reason, is answered so.
   */
  default boolean retriesOnlyUnavailable() {
    return false;
  }

  /** Whether {@link #register} can set the vendor up to call us. */
  default boolean registers() {
    return false;
  }

  /**
   * How long what {@link #register} made holds, for vendors who forget it; null for ever. It is
   * made anew after a seventh of that, and where it had lapsed, all streams are polled at once.
   */
  default Duration life(Settings settings) {
    return null;
  }

  /**
   * Makes the vendor call that address; repeatable, so that what is there of ours is only brought
   * to what it should be.
   *
   * @param address what is called may go on below it, so that nobody can guess it
   * @param before the address that we had it call until now; null for none
   * @return the secret that calls will be signed with
   * @throws VendorFailure where the vendor refuses or does not answer
   */
  default Secret register(Connection connection, URI address, URI before) {
    throw new IllegalStateException(name() + " has to be set up by a person");
  }

  /**
   * Takes away what {@link #register} made for that address; nothing there is no failure.
   *
   * @throws VendorFailure where the vendor refuses or does not answer
   */
  default void unregister(Connection connection, URI address) {
    throw new IllegalStateException(name() + " has to be taken away by a person");
  }

  /**
   * What to read again.
   *
   * @throws Untranslatable where the body cannot be understood
   */
  List<Notice> notices(Connection connection, Call call);

  /**
   * Tables of ours that the call tells of: those of unknown keys are ignored, for the others {@link
   * TableSink#trouble} is asked.
   *
   * @throws Untranslatable where the body cannot be understood
   */
  default List<TableNotice> tables(Connection connection, Call call) {
    return List.of();
  }

  /**
   * Something is said of a table.
   *
   * @param object the {@link TableSink}'s, such as {@code data-source}
   * @param key the table's own in the target
   * @param event the vendor's name for what happened
   */
  record TableNotice(String object, String key, String event) {}

  /**
   * A call as received.
   *
   * @param headers by name in lower case
   * @param query only for {@link #verify}, since it may hold a secret: it is not kept
   * @param rest what follows the hook's name in the path, without the slash; as {@code query}
   */
  record Call(Map<String, String> headers, Map<String, String> query, String rest, byte[] body) {

    public Call(Map<String, String> headers, byte[] body) {
      this(headers, Map.of(), body);
    }

    public Call(Map<String, String> headers, Map<String, String> query, byte[] body) {
      this(headers, query, "", body);
    }
  }

  /** Records to read again. */
  record Notice(String stream, List<String> keys) {
    public Notice {
      keys = List.copyOf(keys);
    }
  }

  /** A call that is not the vendor's; answered 401, without the reason. */
  final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refused(String reason) {
      super(reason, null, false, false);
    }
  }
}
