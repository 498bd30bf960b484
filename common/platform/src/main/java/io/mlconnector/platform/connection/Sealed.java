package io.mlconnector.platform.connection;

import java.util.List;

/** A table with sealed values; every bean of this type takes part when keys are changed. */
public interface Sealed {

  /** The columns that hold them. */
  List<SealedColumn> sealed();
}
