package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Publishes a data source: makes, overwrites or appends, at once or as a job (sheet T2). What the
 * request itself shows to be wrong is refused; what only the file shows fails the job.
 */
final class PublishApi {

  private static final String FILE = "tableau_datasource";
  private static final Set<String> OPENED = Set.of("hyper", "parquet");

  private final Site site;
  private final Supplier<TableauSettings> settings;
  private final Uploads uploads;
  private final DataFiles files;

  private record Publishing(
      String name,
      String description,
      Project project,
      User user,
      String mode,
      String type,
      Path file) {}

  PublishApi(Site site, Supplier<TableauSettings> settings, Uploads uploads, DataFiles files) {
    this.site = site;
    this.settings = settings;
    this.uploads = uploads;
    this.files = files;
  }

  void mount(RestApi api) {
    api.on(HttpMethod.POST, "/datasources", "2.0", "publish", this::publish);
  }

  private void publish(ApiCall call) {
    call.allow("datasourceType", "overwrite", "append", "createnew", "asJob", "uploadSessionId");
    call.session().user().mustPublish();
    String mode = mode(call);
    boolean asJob = call.isSet("asJob");
    String upload = call.parameter("uploadSessionId");
    UploadsApi.refuseTooLarge(call, settings.get());
    Multipart body = Multipart.read(call);
    JsonNode wanted = payload(body);
    Project project = site.projectOrDefault(wanted.path("project").path("id").asText());
    String name = wanted.path("name").asText();
    if (name.isBlank() || name.length() > 255) {
      throw Refusal.badRequest("datasource.name: 1 to 255 characters are expected.");
    }
    String type = type(call, upload == null ? body.file(FILE).filename() : null);
    refuse(mode, type, name, site.dataSource(project.id(), name));
    Publishing work =
        new Publishing(
            name,
            wanted.path("description").asText(null),
            project,
            call.session().user(),
            mode,
            type,
            upload == null ? inBody(body) : uploaded(call, body, upload));
    if (asJob) {
      call.answer(202, JobsApi.json(site, job(work)));
    } else {
      atOnce(call, work);
    }
  }

  private static String mode(ApiCall call) {
    List<String> modes =
        List.of("overwrite", "append", "createnew").stream().filter(call::isSet).toList();
    if (modes.size() > 1) {
      throw Refusal.badRequest("One of overwrite, append and createnew, not " + modes + ".");
    }
    return modes.isEmpty() ? "createnew" : modes.get(0);
  }

  private static JsonNode payload(Multipart body) {
    body.payload();
    String contentType = body.parts().get(0).contentType();
    if (!contentType.startsWith("text/xml") && !contentType.startsWith("application/xml")) {
      throw Refusal.badRequest(Multipart.PAYLOAD + ": text/xml is expected.");
    }
    ObjectNode request = TsXml.read(body.payload());
    ApiCall.onlyMembers(request, "datasource");
    JsonNode wanted = request.path("datasource");
    ApiCall.onlyMembers(
        wanted,
        "name",
        "description",
        "project",
        "useRemoteQueryAgent",
        "connectionCredentials",
        "connections");
    return wanted;
  }

  private String type(ApiCall call, String filename) {
    String ending = filename == null ? null : filename.substring(filename.lastIndexOf('.') + 1);
    String type = call.parameter("datasourceType");
    if (type == null && ending == null) {
      throw Refusal.publish("datasourceType is missing.");
    }
    if (type != null && ending != null && !type.equals(ending)) {
      throw Refusal.publish("datasourceType is " + type + " but the file is ." + ending + ".");
    }
    String known = type == null ? ending : type;
    if (!OPENED.contains(known)) {
      throw Refusal.publish(
          "the type " + known + " cannot be published; known are " + OPENED + ".");
    }
    if (known.equals("hyper") && !files.opensHyper()) {
      throw Refusal.publish(DataFiles.NO_HYPERD);
    }
    return known;
  }

  private void refuse(String mode, String type, String name, Optional<DataSource> before) {
    if (mode.equals("createnew") && before.isPresent()) {
      throw Refusal.exists(name);
    }
    boolean creates = mode.equals("overwrite") && settings.get().overwriteCreates();
    if (!mode.equals("createnew") && before.isEmpty() && !creates) {
      throw Refusal.nothingThere(name);
    }
    if (mode.equals("append")
        && (!before.get().isLive()
            || (type.equals("parquet") && !settings.get().parquetAppend()))) {
      throw Refusal.publish("this cannot be appended there.");
    }
  }

  private Path inBody(Multipart body) {
    Path file = uploads.newFile();
    Uploads.append(file, body, body.file(FILE));
    return file;
  }

  private Path uploaded(ApiCall call, Multipart body, String id) {
    if (body.parts().size() != 1) {
      throw Refusal.publish("with uploadSessionId the only part is " + Multipart.PAYLOAD + ".");
    }
    Upload upload = uploads.of(id, call.session(), settings.get().uploadsOutliveSessions());
    uploads.take(upload);
    return upload.file;
  }

  private Job job(Publishing work) {
    Instant now = site.clock.instant();
    String id = site.dataSource(work.project().id(), work.name()).map(DataSource::id).orElse("");
    Instant starts = now.plusMillis(settings.get().queueMillis());
    Job[] self = new Job[1];
    self[0] =
        new Job(
            "PublishDatasource",
            new Job.Target("datasource", id, work.name(), "", false),
            now,
            starts,
            starts.plusMillis(settings.get().publishMillis()),
            () -> {
              try {
                DataSource done = carryOut(work);
                boolean named = settings.get().jobsNameData();
                self[0].about(new Job.Target("datasource", done.id(), done.name(), "", named));
              } catch (DataFiles.Unreadable e) {
                throw Refusal.cannotOpen(e.getMessage());
              }
            });
    site.jobs.add(self[0]);
    return self[0];
  }

  private void atOnce(ApiCall call, Publishing work) {
    try {
      long size = Uploads.size(work.file());
      DataSource done = carryOut(work);
      if (size > settings.get().syncUpToMb() * UploadsApi.MB) {
        RestApi.html(504).send(call.http());
        return;
      }
      ObjectNode answer = SandboxJson.object();
      answer.set("datasource", DataSourcesApi.json(site, done));
      call.answer(201, answer);
    } catch (DataFiles.Unreadable e) {
      throw Refusal.cannotOpen(e.getMessage());
    } catch (Job.Failed e) {
      throw Refusal.publish("the columns are not the same.");
    }
  }

  private DataSource carryOut(Publishing work) throws DataFiles.Unreadable, Job.Failed {
    try {
      var tables = files.open(work.file(), work.type());
      Instant now = site.clock.instant();
      DataSource before = site.dataSource(work.project().id(), work.name()).orElse(null);
      DataSource after;
      if (before == null) {
        after = newOne(work, tables, now);
      } else if (work.mode().equals("createnew")) {
        throw Refusal.exists(work.name());
      } else if (work.mode().equals("append")) {
        after = before.with(Appending.append(before.tables(), tables), now);
      } else {
        after = before.overwritten(work.user().id(), work.description(), tables, now);
      }
      site.put(after);
      site.raise(before == null ? "DatasourceCreated" : "DatasourceUpdated", after);
      return after;
    } finally {
      Uploads.forget(work.file());
    }
  }

  private static DataSource newOne(
      Publishing work, java.util.Map<TableName, Table> tables, Instant now) {
    return new DataSource(
        Site.newId(),
        work.name(),
        Site.contentUrl(work.name()),
        work.project().id(),
        work.user().id(),
        work.description() == null ? "" : work.description(),
        "hyper",
        Site.newId(),
        now,
        now,
        tables);
  }
}
