package io.mlconnector.sandbox.peoplesoft;

import java.util.ArrayList;
import java.util.List;

/** A row of a record in a message, with what happened to it and the rows below it. */
final class Rec {

  final String name;
  final String action;
  final Row fields;
  final List<Rec> children = new ArrayList<>();

  /**
   * @param action AUDIT_ACTN: A added, C changed, D deleted, or empty as for some new people
   */
  Rec(String name, String action, Row fields) {
    this.name = name;
    this.action = action;
    this.fields = fields;
  }

  Rec child(String childName, String childAction, Row childFields) {
    children.add(new Rec(childName, childAction, childFields));
    return this;
  }
}
