package io.mlconnector.fusion;

import io.mlconnector.canonical.CanonicalRecord;
import java.util.List;
import java.util.Set;

/** A kind of finance record, and what its rows mean. */
interface FinanceObject {

  FinanceResource resource();

  /** The entity of the records that it gives. */
  String entity();

  /** The setting that says which children are read with it. */
  String childrenSetting();

  /** Canonical fields of which a change alone is none. */
  Set<String> unhashed();

  List<CanonicalRecord> translate(FinanceSettings settings, FinanceRow row);
}
