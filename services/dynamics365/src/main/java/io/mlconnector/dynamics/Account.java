package io.mlconnector.dynamics;

import io.mlconnector.canonical.Customer;

/** A customer or vendor that a person belongs to, or that a ticket is noted on. */
record Account(String entity, AccountKey key) {

  boolean customer() {
    return entity.equals(Customer.ENTITY);
  }

  /** {@code customer:usmf:US-001}. */
  @Override
  public String toString() {
    return entity + ":" + key;
  }
}
