package io.mlconnector.platform.owner;

/**
 * Work on an owned connection, such as polling or delivering; every bean of this type is started.
 */
public interface OwnedWork {

  /**
   * Starts the work; returns soon.
   *
   * @return what to close when ownership ends; closing returns once nothing has an effect any more
   */
  AutoCloseable start(Owned owned);
}
