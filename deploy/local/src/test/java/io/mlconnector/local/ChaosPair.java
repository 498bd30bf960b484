package io.mlconnector.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two systems with their records: what people do there meanwhile, and what has to become of it. */
interface ChaosPair {

  /** Connection by system. */
  Map<String, String> connections();

  /** The vendor's name in the sandbox, by system. */
  Map<String, String> vendors();

  List<String> entities();

  /** What may stand aside when all is quiet, by a part of the reason. */
  List<String> reasons();

  /** Waits until there is something to change. */
  void awaitBegun();

  /** One more change, on either side. */
  void change() throws Exception;

  /** Puts right what was spoiled, and has polls find what no webhook told. */
  void settle() throws Exception;

  /** Everything is in the target as it is at its source, once. */
  void assertThere() throws Exception;

  /** Whoever is gone at the source is still in the target. */
  void assertNobodyIsGone() throws Exception;

  /** Keys of what was written, in the targets. */
  Set<String> targets();

  /** The ledger of each system. */
  Map<String, VendorBook> books();

  /** The streams of each system. */
  Map<String, List<String>> streams();

  /**
   * Whether both sides are edited. Then some wait, at rest, for parents that stand aside for a
   * person, and the mapping has records told again that are as before.
   */
  boolean twoWay();

  /** Credentials of the run. */
  Set<String> secrets(Path data) throws IOException;

  /** What is personal and stands in no log. */
  Set<String> addresses();

  /** How much was done, in words. */
  String done();
}
