package io.mlconnector.canonical;

import java.util.List;
import java.util.Map;

/** The full current state of one business record, in terms that no vendor owns. */
public interface CanonicalRecord {

  /** The entity's name, such as {@code customer}; the middle part of its topic's name. */
  String entity();

  /**
   * What makes the record unique in its source, with company or set id where the vendor needs one.
   */
  String key();

  /** Vendor fields that a connection was told to carry, by their vendor name. */
  Map<String, Object> custom();

  /** Data that people rely on and that the source could not give. */
  List<Gap> gaps();
}
