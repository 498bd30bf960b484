package io.mlconnector.console.pauses;

import io.mlconnector.flow.pause.Pause;
import io.mlconnector.flow.pause.Pauses;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;

/** What every page says at its top: that everything, or a whole system, stands still. */
@ApplicationScoped
@Named("still")
public class Still {

  private final Pauses pauses;

  public Still(Pauses pauses) {
    this.pauses = pauses;
  }

  /** The longest first; none where it is not known. */
  public List<Pause> whole() {
    try {
      return pauses.inForce();
    } catch (DatabaseUnavailable e) {
      return List.of();
    }
  }
}
