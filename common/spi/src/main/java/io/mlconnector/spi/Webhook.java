package io.mlconnector.spi;

import java.util.List;
import java.util.Map;

/**
 * A call that a vendor makes to us. It is believed only after {@link #verify}, and even then it
 * only names what to read again.
 */
public interface Webhook {

  /** The last part of the hook's address. */
  String name();

  /**
   * Checks the sender over the raw bytes, in constant time.
   *
   * @return the delivery's id, the same when the vendor sends it again
   * @throws Refused where anything is missing or wrong
   */
  String verify(Connection connection, Call call);

  /**
   * What to read again.
   *
   * @throws Untranslatable where the body cannot be understood
   */
  List<Notice> notices(Connection connection, Call call);

  /** A call as received; header names in lower case. */
  record Call(Map<String, String> headers, byte[] body) {}

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
