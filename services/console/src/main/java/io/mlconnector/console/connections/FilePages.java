package io.mlconnector.console.connections;

import io.mlconnector.console.connections.FileDesk.Taken;
import io.mlconnector.console.connections.FileDesk.Wanted;
import io.mlconnector.console.look.Flash;
import io.mlconnector.flow.access.Needs;
import io.mlconnector.flow.access.Role;
import io.mlconnector.flow.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Exporting connections, and importing them once the difference was seen. */
@Path("/connection-files")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(Role.ADMIN)
public class FilePages {

  private static final String SECRET = "secret/";
  private static final Pattern TICK = Pattern.compile("([^/]+)/([^/]+)/([0-9]{1,18})");

  private final FileDesk desk;
  private final Flash flash;

  public FilePages(FileDesk desk, Flash flash) {
    this.desk = desk;
    this.flash = flash;
  }

  /** The templates. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance connectionFiles(String yaml, String problem);

    static native TemplateInstance importDifference(
        String yaml, FileDifference d, List<Taken> refused);

    private Templates() {}
  }

  @GET
  @Needs(Role.ADMIN)
  public TemplateInstance files() {
    return Templates.connectionFiles("", null);
  }

  /** Shows what a file would change: one that was chosen, or else the text that was pasted. */
  @POST
  @Path("/difference")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response difference(@RestForm String yaml, @RestForm FileUpload file) throws IOException {
    boolean chosen = file != null && file.size() > 0;
    String text = yaml;
    try {
      text = chosen ? text(file) : yaml;
      return Response.ok(Templates.importDifference(text, desk.difference(text), List.of()))
          .build();
    } catch (Problem e) {
      return Response.status(e.status())
          .entity(Templates.connectionFiles(text == null ? "" : text, e.getMessage()))
          .build();
    }
  }

  private static String text(FileUpload file) throws IOException {
    try {
      return Files.readString(file.uploadedFile(), StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw Problem.badRequest(
          "The file is no text in UTF-8: save it as such, and choose it again");
    }
  }

  /** Takes what was ticked; what was refused is shown beside the difference as it is now. */
  @POST
  @Path("/import")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response take(MultivaluedMap<String, String> sent) {
    String yaml = sent.getFirst("yaml");
    List<Wanted> wanted = new ArrayList<>();
    for (String ticked : sent.getOrDefault("take", List.of())) {
      Matcher parts = TICK.matcher(ticked);
      if (!parts.matches()) {
        throw Problem.badRequest("What was ticked is no connection of the difference: look again");
      }
      String id = parts.group(2);
      long version = Long.parseLong(parts.group(3));
      wanted.add(new Wanted(id, parts.group(1), version, typed(id, sent)));
    }
    List<Taken> taken = desk.take(yaml, wanted);
    List<Taken> refused = taken.stream().filter(each -> each.problem() != null).toList();
    if (!wanted.isEmpty() && refused.isEmpty()) {
      flash.good(
          "Imported %s. Ping them to see whether they sign in."
              .formatted(taken.stream().map(Taken::id).collect(Collectors.joining(", "))));
      return Response.seeOther(URI.create("/connections")).build();
    }
    List<Taken> told =
        wanted.isEmpty()
            ? List.of(new Taken("Nothing", "was imported: tick at least one"))
            : refused;
    return Response.status(wanted.isEmpty() ? 400 : 409)
        .entity(Templates.importDifference(yaml, desk.difference(yaml), told))
        .build();
  }

  private static Map<String, String> typed(String id, MultivaluedMap<String, String> sent) {
    Map<String, String> typed = new LinkedHashMap<>();
    String prefix = SECRET + id + "/";
    sent.forEach(
        (name, values) -> {
          if (name.startsWith(prefix) && !values.get(0).isBlank()) {
            typed.put(name.substring(prefix.length()), values.get(0));
          }
        });
    return typed;
  }
}
