package io.mlconnector.spi;

import io.mlconnector.canonical.delivery.Delivery;
import java.util.List;
import java.util.Set;

/**
 * One target object of a system, such as an organization. The platform calls {@link #find}, leaves
 * out what would change nothing, and calls {@link #write} with the rest; one batch at a time per
 * ref, several batches at a time per connection.
 */
public interface Sink {

  /** The object's name in routes, such as {@code organization}. */
  String object();

  Delivery.Mode mode();

  /** Fields that can identify an existing record, such as {@code external_id}. */
  Set<String> matchKeys();

  /** Route settings that this object understands, with their defaults. */
  default List<Setting> policies() {
    return List.of();
  }

  /**
   * Fields that a write adds to what is there and takes nothing away by, such as a membership. They
   * alone are written for a ref that shares a record with the one to which it belongs.
   */
  default Set<String> adds() {
    return Set.of();
  }

  /** How many writes {@link #find} and {@link #write} take at most. */
  int batchSize();

  /**
   * The object's fields as they are now at the vendor, custom ones included.
   *
   * @throws VendorFailure where the vendor did not answer
   */
  List<FieldSchema> describe(Connection connection);

  /**
   * Creates missing custom fields, where the vendor lets us; returns what was or would be made.
   *
   * @param wanted what the routes write to
   * @param dryRun whether to report only
   */
  default List<FieldSchema> provision(
      Connection connection, List<FieldSchema> wanted, boolean dryRun) {
    return List.of();
  }

  /**
   * Reads what is there now: one answer per write, in order.
   *
   * @throws VendorFailure where the vendor did not answer; nothing is known of any write then
   */
  List<Found> find(Connection connection, List<Write> writes);

  /**
   * Writes: one result per write, in order. A write with {@link Write#key} is an update, one
   * without is a creation.
   *
   * @throws VendorFailure where the call as a whole failed; the platform then reads before it
   *     writes again
   */
  List<WriteResult> write(Connection connection, List<Write> writes);

  /**
   * Asks for the results of a job that {@link #write} left running.
   *
   * @param writes those that wait for this job, in the order of the call that started it
   */
  default List<WriteResult> resume(Connection connection, String job, List<Write> writes) {
    throw new IllegalStateException(object() + " starts no jobs");
  }
}
