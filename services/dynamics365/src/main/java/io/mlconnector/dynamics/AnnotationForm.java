package io.mlconnector.dynamics;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.util.List;

/** One of the ways in which something can stand on an account. */
interface AnnotationForm {

  /** What is missing in a write of this form, in words; null where nothing is. */
  String missing(Connection connection, Write write);

  List<Found> find(Connection connection, List<Write> writes);

  List<WriteResult> write(Connection connection, List<Write> writes);
}
