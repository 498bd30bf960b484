package io.mlconnector.mapping.mirror;

/** Why a field went from one side to the other. */
enum Why {
  /** The record was made of it. */
  MADE("made of it"),
  /** Only that side changed. */
  ALONE("only changed there"),
  /** The other side had nothing. */
  FILLED("empty at the other side"),
  /** Its change was first seen later. */
  NEWEST("newest"),
  OWNER("owner"),
  /** Its values count at the first meeting. */
  FIRST("first"),
  /** A person said that this side counts. */
  DECIDED("a person decided"),
  /** A person gave the value. */
  PERSON("a value given by a person");

  private final String words;

  Why(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
