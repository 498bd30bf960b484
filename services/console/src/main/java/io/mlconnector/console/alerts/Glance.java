package io.mlconnector.console.alerts;

import io.mlconnector.console.start.Overview;
import io.mlconnector.console.start.Overviews;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;

/** Looks at the first page, as a person would who looks at it all the time. */
@ApplicationScoped
class Glance {

  private final Overviews overviews;

  Glance(Overviews overviews) {
    this.overviews = overviews;
  }

  @ActivateRequestContext
  Overview now() {
    return overviews.now();
  }
}
