package io.mlconnector.tableau.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;

/**
 * Jobs; one is over only when it says when it was completed.
 *
 * @see <a
 *     href="https://help.tableau.com/current/api/rest_api/en-us/REST/rest_api_ref_jobs_tasks_and_schedules.htm">Jobs,
 *     tasks and schedules methods</a>
 */
@Path("/api/{version}/sites/{site}/jobs")
@Produces(MediaType.APPLICATION_JSON)
public interface JobsApi {

  /** One job; each question counts against the site's jobs of the day. */
  @GET
  @Path("/{job}")
  Started one(
      @PathParam("version") String version,
      @PathParam("site") String site,
      @PathParam("job") String job);

  /** An answer that is a job. */
  record Started(Job job) {}

  /**
   * A job.
   *
   * @param completedAt null until it is over; only then the finish code means anything
   * @param finishCode 0 done, 1 failed, 2 cancelled, 3 completed
   * @param datasource what it is about, where it says so
   */
  record Job(
      String id,
      String type,
      Instant createdAt,
      Instant completedAt,
      String finishCode,
      About datasource,
      Notes statusNotes,
      Refresh extractRefreshJob) {}

  /** What a job is about. */
  record About(String id) {}

  /** What it says of its failure; it may say nothing. */
  record Notes(
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Note> statusNote) {}

  /** One sentence of it. */
  record Note(String text) {}

  /** What the refresh of an extract says. */
  record Refresh(String notes) {}
}
