package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Sign-in, validation and logout, and what the server says about itself (sheet 3.1). */
final class TokenApi {

  private static final Set<String> MEMBERS =
      Set.of(
          "username",
          "password",
          "deviceName",
          "environment",
          "role",
          "jasserver",
          "requiredCapabilities",
          "psToken",
          "token");
  private static final List<String> CAPABILITIES =
      List.of(
          "grid", "dataservice", "dataservice-aggregation", "data-service-orderby", "orchestrator");

  private final Clock clock;
  private final Supplier<JdeSettings> settings;
  private final Sessions sessions;

  TokenApi(Clock clock, Supplier<JdeSettings> settings, Sessions sessions) {
    this.clock = clock;
    this.settings = settings;
    this.sessions = sessions;
  }

  void mount(Router router, AisServer server) {
    for (String version : List.of("/jderest", "/jderest/v2")) {
      router.get(version + "/defaultconfig").handler(server.answering(this::defaultConfig));
      router.post(version + "/tokenrequest").handler(server.answering(this::signIn));
      router.post(version + "/tokenrequest/validate").handler(server.answering(this::validate));
      router.post(version + "/tokenrequest/logout").handler(server.answering(this::logout));
    }
    router
        .get("/jderest/v2/orchestrator/jde-validate-session")
        .handler(server.answering(this::validateByStatus));
    for (String version : List.of("v2", "v3")) {
      router
          .post("/jderest/" + version + "/orchestrator/jde-logout")
          .handler(server.answering(this::logout));
    }
  }

  private Reply defaultConfig(AisCall call) {
    ObjectNode all = SandboxJson.object();
    all.put("jasHost", "jde-html.corp.example");
    all.put("jasPort", "8080");
    all.put("jasProtocol", "http");
    all.put("defaultEnvironment", JdeAccounts.ENVIRONMENT);
    all.put("defaultRole", JdeAccounts.ROLE);
    all.put("displayEnvironment", true);
    all.put("displayRole", true);
    all.put("displayJasServer", false);
    all.put("defaultJasServer", JdeAccounts.JAS_SERVER);
    all.put("release", "E920");
    all.put("aisVersion", "EnterpriseOne 9.2.8.2");
    all.set("capabilityList", SandboxJson.array());
    CAPABILITIES.forEach(name -> all.withArray("capabilityList").addObject().put("name", name));
    return Reply.json(200, all);
  }

  private Reply signIn(AisCall call) {
    call.onlyKnows(MEMBERS);
    if (!settings.get().htmlServerAllowsAis()) {
      throw new Refusal(405, "The HTML server does not allow this AIS host");
    }
    String name = call.text("username");
    if (name != null) {
      Gate.user(name, call.text("password"));
    } else {
      Gate.userOf(call.header("Authorization"));
    }
    String environment =
        AisCall.first(call.text("environment"), call.header(AisCall.ENVIRONMENT_HEADER));
    String role = AisCall.first(call.text("role"), call.header(AisCall.ROLE_HEADER));
    String jasServer = call.text("jasserver");
    demand("environment", environment, JdeAccounts.ENVIRONMENT);
    demand("role", role, JdeAccounts.ROLE);
    if (jasServer != null && !jasServer.isEmpty() && !jasServer.equals(JdeAccounts.JAS_SERVER)) {
      throw new Refusal(500, "Unable to connect to the HTML server " + jasServer);
    }
    demandCapabilities(call.text("requiredCapabilities"));
    String device = AisCall.first(call.text("deviceName"), call.header(AisCall.DEVICE_HEADER));
    Session session =
        sessions.open(
            JdeAccounts.ENVIRONMENT,
            JdeAccounts.ROLE,
            JdeAccounts.JAS_SERVER,
            device == null ? call.address() : device,
            device != null);
    return Reply.json(200, signedIn(session));
  }

  private static void demand(String field, String given, String known) {
    if (given != null && !given.equals(known)) {
      throw new Refusal(403, "Authorization Failure: the user has no " + field + " " + given);
    }
  }

  private static void demandCapabilities(String names) {
    if (names != null && !names.isBlank()) {
      for (String name : names.split(",")) {
        if (!CAPABILITIES.contains(name.strip())) {
          throw new Refusal(403, "Required capability not available: " + name.strip());
        }
      }
    }
  }

  private ObjectNode signedIn(Session session) {
    JdeSettings now = settings.get();
    ObjectNode all = SandboxJson.object();
    all.put("username", session.user());
    all.put("environment", session.environment());
    all.put("role", session.role());
    all.put("jasserver", session.jasServer());
    ObjectNode user = all.putObject("userInfo");
    user.put("token", session.token());
    user.put("langPref", "  ");
    user.put("locale", "en");
    user.put("dateFormat", DateLiterals.order(now.dateFormat()));
    user.put("dateSeperator", DateLiterals.separator(now.dateFormat()));
    user.put("simpleDateFormat", now.dateFormat());
    user.put("timeFormat", "24");
    user.put("decimalFormat", ".");
    user.put("addressNumber", 6001);
    user.put("alphaName", "Connector");
    user.put("appsRelease", "E920");
    user.put("country", "US");
    user.put(
        "timeZoneOffset", "UTC" + ZonedDateTime.now(clock.withZone(now.zoneOfUser())).getOffset());
    user.put("dstRuleKey", "");
    user.putObject("dstRule");
    all.put("userAuthorized", false);
    all.put("version", "E1");
    all.put("aisSessionCookie", "sandbox-" + session.since().toEpochMilli() + "!-1");
    return all;
  }

  private Reply validate(AisCall call) {
    call.onlyKnows(Set.of("token", "deviceName", "touch"));
    boolean touch = call.body().path("touch").asBoolean();
    boolean valid = sessions.use(call.token(), call.device(), call.address(), touch) != null;
    return Reply.json(200, SandboxJson.object().put("isValidSession", valid));
  }

  private Reply validateByStatus(AisCall call) {
    if (sessions.use(call.token(), call.device(), call.address(), false) == null) {
      throw Refusal.invalidToken(Refusal.INVALID_TOKEN_STATUS);
    }
    return Reply.json(200, SandboxJson.object().put("message", "Valid Token"));
  }

  private Reply logout(AisCall call) {
    call.onlyKnows(Set.of("token", "deviceName"));
    Session session = sessions.use(call.token(), call.device(), call.address(), false);
    if (session == null) {
      throw Refusal.invalidToken(Refusal.INVALID_TOKEN_STATUS);
    }
    sessions.close(session);
    return Reply.json(200, SandboxJson.object().put("message", "Logged out"));
  }
}
