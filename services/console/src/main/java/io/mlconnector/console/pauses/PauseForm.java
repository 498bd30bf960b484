package io.mlconnector.console.pauses;

import io.mlconnector.console.access.Who;
import io.mlconnector.console.look.Moments;
import io.mlconnector.flow.pause.PauseBody;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;

/** Reads the form of a pause; a time without a zone is of the person's. */
@RequestScoped
public class PauseForm {

  private final Who who;

  public PauseForm(Who who) {
    this.who = who;
  }

  /**
   * What was typed.
   *
   * @param until empty or null for no end
   */
  public PauseBody read(String reason, String until) {
    try {
      return new PauseBody(
          reason, Moments.read("until", until, who.zone()).map(Instant::toString).orElse(null));
    } catch (Problem e) {
      throw Problem.badRequest(
          "Nothing is paused: write the end as 2026-01-31T08:00, or leave it empty");
    }
  }
}
