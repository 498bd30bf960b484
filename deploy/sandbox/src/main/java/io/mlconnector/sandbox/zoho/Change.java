package io.mlconnector.sandbox.zoho;

import java.util.Set;

/** What became of one record; {@code fields} are the API names of the fields that changed. */
record Change(CrmModule module, CrmRecord record, Kind kind, Set<String> fields) {

  /** The operations that channels tell of. */
  enum Kind {
    CREATED,
    EDITED,
    DELETED
  }
}
