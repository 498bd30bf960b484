package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * Uploads in chunks, strictly one after the other (sheet T2). A chunk that comes before the answer
 * to the one before is out breaks the upload for good; so does one that is sent again because that
 * answer was lost.
 */
final class UploadsApi {

  static final long MB = 1 << 20;

  /** How much more than its file a multipart body may be. */
  private static final int ENVELOPE = 4096;

  private final Site site;
  private final Supplier<TableauSettings> settings;
  private final Uploads uploads;

  UploadsApi(Site site, Supplier<TableauSettings> settings, Uploads uploads) {
    this.site = site;
    this.settings = settings;
    this.uploads = uploads;
  }

  void mount(RestApi api) {
    api.on(HttpMethod.POST, "/fileUploads", "2.0", "upload", this::begin);
    api.on(HttpMethod.PUT, "/fileUploads/:upload", "2.0", "upload", this::append);
  }

  private void begin(ApiCall call) {
    call.allow();
    call.session().user().mustPublish();
    if (call.raw().length() > 0) {
      throw Refusal.badRequest("The body has to be empty.");
    }
    call.answer(201, json(uploads.begin(call.session()), 0));
  }

  private void append(ApiCall call) {
    call.allow();
    if (call.http().request().path().contains(":")) {
      throw Refusal.unknownVersion("There is no such resource: encode ':' as %3A.");
    }
    Upload upload =
        uploads.of(call.path("upload"), call.session(), settings.get().uploadsOutliveSessions());
    if (upload.broken || upload.writing) {
      upload.broken = true;
      throw new Refusal(
          "500000", "Internal Server Error", "errors.upload.concurrent_write: " + upload.id);
    }
    refuseTooLarge(call, settings.get());
    Multipart body = Multipart.read(call);
    body.payload();
    long size = Uploads.append(upload.file, body, body.file("tableau_file"));
    upload.writing = true;
    RoutingContext http = call.http();
    http.addEndHandler(
        ended -> {
          if (ended.succeeded() && Reply.arrives(http)) {
            upload.writing = false;
          }
        });
    int busy = settings.get().chunkMillis();
    if (busy == 0) {
      call.answer(200, json(upload, size));
    } else {
      http.vertx().setTimer(busy, timer -> call.answer(200, json(upload, size)));
    }
  }

  /** Throws {@link Refusal} when a body has a file that has to come in chunks. */
  static void refuseTooLarge(ApiCall call, TableauSettings settings) {
    if (call.raw().length() > settings.partMb() * MB + ENVELOPE) {
      throw new Refusal(
          "413000",
          "Payload Too Large",
          "A request holds a file of " + settings.partMb() + " MB at most.");
    }
  }

  /** The size is in MB, rounded: no measure of what arrived. */
  private static ObjectNode json(Upload upload, long size) {
    ObjectNode answer = SandboxJson.object();
    answer
        .putObject("fileUpload")
        .put("uploadSessionId", upload.id)
        .put("fileSize", Long.toString(Math.round((double) size / MB)));
    return answer;
  }
}
