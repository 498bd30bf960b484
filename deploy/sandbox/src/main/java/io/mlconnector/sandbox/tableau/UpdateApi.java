package io.mlconnector.sandbox.tableau;

import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Updates of data in place (sheet T4): a request id is executed once, one update of a data source
 * at a time, and only where it is live to Hyper.
 */
final class UpdateApi {

  private final Site site;
  private final Supplier<TableauSettings> settings;
  private final Uploads uploads;
  private final DataFiles files;

  UpdateApi(Site site, Supplier<TableauSettings> settings, Uploads uploads, DataFiles files) {
    this.site = site;
    this.settings = settings;
    this.uploads = uploads;
    this.files = files;
  }

  void mount(RestApi api) {
    api.on(HttpMethod.PATCH, "/datasources/:source/data", "3.13", "update", this::update);
    api.on(
        HttpMethod.PATCH,
        "/datasources/:source/connections/:connection/data",
        "3.13",
        "update",
        this::update);
  }

  private void update(ApiCall call) {
    call.allow("uploadSessionId").session().user().mustPublish();
    DataSource source = site.existing(call.path("source"));
    String connection = call.path("connection");
    if (connection != null && !connection.equals(source.connection())) {
      throw Refusal.notFound("404015", "The connection could not be found.");
    }
    String requestId = call.header("RequestID");
    if (requestId == null || requestId.isBlank()) {
      throw Refusal.badRequest("The header RequestID is missing.");
    }
    Optional<Job> known = site.jobs.ofRequest(requestId, settings.get());
    if (known.isPresent()) {
      call.answer(202, JobsApi.json(site, known.get()));
      return;
    }
    if (!call.contentType().startsWith("application/json")) {
      throw Refusal.badRequest("Content-Type: application/json is expected.");
    }
    List<DataUpdate> actions = DataUpdate.parse(call.json(), settings.get().severalActions());
    if (!source.isLive()) {
      throw Refusal.badRequest("The data source is not live to Hyper: it cannot be updated.");
    }
    Job job = job(source, actions, payload(call, actions));
    site.jobs.add(job);
    site.jobs.remember(requestId, job);
    call.answer(202, JobsApi.json(site, job));
  }

  /** The uploaded file; null where the actions need none. */
  private Path payload(ApiCall call, List<DataUpdate> actions) {
    String id = call.parameter("uploadSessionId");
    boolean needed = actions.stream().anyMatch(action -> action.source() != null);
    if (needed != (id != null)) {
      throw Refusal.badRequest(
          "uploadSessionId: " + (needed ? "missing." : "there is nothing to be read from it."));
    }
    if (!needed) {
      return null;
    }
    Upload upload = uploads.of(id, call.session(), settings.get().uploadsOutliveSessions());
    boolean parquet = DataFiles.isParquet(upload.file);
    if (parquet && !settings.get().parquetPayload()) {
      throw Refusal.badRequest("The payload has to be a .hyper file.");
    }
    if (!parquet && !files.opensHyper()) {
      throw Refusal.publish(DataFiles.NO_HYPERD);
    }
    uploads.take(upload);
    return upload.file;
  }

  private Job job(DataSource source, List<DataUpdate> actions, Path payload) {
    Instant now = site.clock.instant();
    List<Job> others = site.jobs.workingOn(source.id());
    boolean waits = settings.get().concurrentUpdates().equals("wait");
    Instant starts = now.plusMillis(settings.get().queueMillis());
    for (Job other : others) {
      starts = waits && other.endsAt.isAfter(starts) ? other.endsAt : starts;
    }
    boolean collides = !waits && !others.isEmpty();
    return new Job(
        "UpdateUploadedFile",
        new Job.Target("datasource", source.id(), source.name(), source.connection(), true),
        now,
        starts,
        starts.plusMillis(settings.get().updateMillis()),
        () -> carryOut(source.id(), actions, payload, collides));
  }

  private void carryOut(String id, List<DataUpdate> actions, Path payload, boolean collides)
      throws Job.Failed {
    try {
      if (collides) {
        throw new Job.Failed(null);
      }
      DataSource source = site.existing(id);
      Map<TableName, Table> rows = payload == null ? Map.of() : open(payload);
      Map<TableName, Table> tables = new HashMap<>(source.tables());
      for (DataUpdate action : actions) {
        Table payloadTable = action.source() == null ? null : rows.get(action.source());
        tables.put(action.target(), action.apply(tables.get(action.target()), payloadTable));
      }
      DataSource after = source.with(tables, site.clock.instant());
      site.put(after);
      if (settings.get().updatesRaiseEvents()) {
        site.raise("DatasourceUpdated", after);
      }
    } finally {
      if (payload != null) {
        Uploads.forget(payload);
      }
    }
  }

  private Map<TableName, Table> open(Path payload) throws Job.Failed {
    try {
      return files.open(payload, DataFiles.isParquet(payload) ? "parquet" : "hyper");
    } catch (DataFiles.Unreadable e) {
      throw new Job.Failed(null);
    }
  }
}
