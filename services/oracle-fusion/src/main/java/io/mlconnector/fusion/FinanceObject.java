package io.mlconnector.fusion;

import io.mlconnector.canonical.CanonicalRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A kind of finance record, and what its rows mean. */
interface FinanceObject {

  FinanceResource resource();

  /** The entity of the records that it gives. */
  String entity();

  /** The setting that says which children are read with it. */
  String childrenSetting();

  /** Per child the attribute that orders its rows. */
  Map<String, String> childKeys();

  /** Canonical fields of which a change alone is none. */
  Set<String> unhashed();

  List<CanonicalRecord> translate(FinanceSettings settings, FinanceRow row);
}
