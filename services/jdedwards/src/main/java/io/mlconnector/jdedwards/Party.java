package io.mlconnector.jdedwards;

/** What an address book entry is to us. */
enum Party {
  CUSTOMER,
  VENDOR
}
