package io.mlconnector.platform.delivery;

/** Why a delivery was parked: what people filter by, and what they can do about it. */
enum ParkedKind {
  /** The message is no delivery. */
  UNREADABLE,
  /** There is no such connection here. */
  UNKNOWN_CONNECTION,
  /** The system has no such object. */
  UNKNOWN_OBJECT,
  /** The vendor refused the record. */
  REJECTED,
  /** The sink found something that it must not touch. */
  REFUSED,
  /** The linked target record is no longer there: recreate, unlink or dismiss. */
  GONE,
  /** The target record belongs to another ref, or several records could be meant. */
  AMBIGUOUS,
  /** The parent did not come in time, or never will. */
  PARENT,
  /** The target record kept changing while it was written. */
  CHANGING,
  /** The vendor's job did not end, or cannot be asked for. */
  JOB,
  /** Writes of this record alone kept ending without an answer. */
  UNANSWERED,
  /** The adapter failed. */
  SINK_ERROR,
  /** What came back cannot be stored. */
  UNSTORABLE,
  /** A value does not fit its column in a table: correct it at the source or in the route. */
  TABLE_VALUE,
  /** A table's columns changed in a way that a person has to accept, or it is another route's. */
  TABLE_COLUMNS,
  /** The rows are kept, and the target refused to publish them. */
  PUBLISH
}
