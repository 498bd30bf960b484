package io.mlconnector.sandbox.fusion;

/** An international number in the three attributes that the vendor keeps it in. */
record Phone(String country, String area, String number) {

  static Phone of(String international) {
    if (international == null) {
      return new Phone(null, null, null);
    }
    String[] parts = international.substring(1).split(" ", 3);
    return new Phone(parts[0], parts[1], parts[2]);
  }

  /** The number as people write it, or null when there is none. */
  String formatted() {
    if (number == null) {
      return null;
    }
    return (country == null ? "" : "+" + country + " ") + (area == null ? "" : area + " ") + number;
  }
}
