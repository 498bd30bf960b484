package io.mlconnector.manifests.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.manifests.render.Resource;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The Pod Security Standard <em>restricted</em>, all of its controls, those of <em>baseline</em>
 * included.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">The
 *     standard</a>
 */
public final class RestrictedPolicy {

  /** A control by the standard's name, and what keeps it. */
  record Control(String name, Predicate<Pod> kept) {}

  private static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");

  private static final Set<String> SYSCTLS =
      Set.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.ip_unprivileged_port_start",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.ping_group_range",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes",
          "net.ipv4.tcp_rmem",
          "net.ipv4.tcp_wmem");

  private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");

  private static final Set<String> SELINUX_TYPES =
      Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

  private static final String APPARMOR = "container.apparmor.security.beta.kubernetes.io/";

  static final List<Control> CONTROLS =
      List.of(
          new Control("HostProcess", RestrictedPolicy::noHostProcess),
          new Control("Host Namespaces", RestrictedPolicy::noHostNamespaces),
          new Control("Privileged Containers", pod -> no(pod, "privileged")),
          new Control("Capabilities", RestrictedPolicy::capabilities),
          new Control(
              "HostPath Volumes", pod -> volumes(pod).noneMatch(each -> each.has("hostPath"))),
          new Control("Host Ports", RestrictedPolicy::noHostPorts),
          new Control("Host Probes / Lifecycle Hooks", RestrictedPolicy::noHostProbes),
          new Control("AppArmor", RestrictedPolicy::appArmor),
          new Control("SELinux", RestrictedPolicy::selinux),
          new Control(
              "/proc Mount Type",
              pod -> contexts(pod).allMatch(c -> is(c, "procMount", "Default"))),
          new Control("Seccomp", RestrictedPolicy::seccomp),
          new Control("Sysctls", RestrictedPolicy::sysctls),
          new Control("Volume Types", pod -> volumes(pod).allMatch(RestrictedPolicy::plain)),
          new Control("Privilege Escalation", RestrictedPolicy::noEscalation),
          new Control("Running as Non-root", RestrictedPolicy::nonRoot),
          new Control(
              "Running as Non-root user",
              pod -> contexts(pod).noneMatch(c -> c.path("runAsUser").asInt(1) == 0)));

  private RestrictedPolicy() {}

  /** The controls that are not kept, with the object that does not keep them. */
  public static List<String> findings(List<Resource> resources) {
    return Pod.of(resources).stream().flatMap(RestrictedPolicy::findings).toList();
  }

  private static Stream<String> findings(Pod pod) {
    return CONTROLS.stream()
        .filter(control -> !control.kept().test(pod))
        .map(control -> pod.owner() + ": " + control.name());
  }

  private static Stream<JsonNode> contexts(Pod pod) {
    return pod.securityContexts().stream();
  }

  private static Stream<JsonNode> volumes(Pod pod) {
    return pod.spec().path("volumes").valueStream();
  }

  private static boolean is(JsonNode context, String field, String only) {
    return context.path(field).asText(only).equals(only);
  }

  private static boolean no(Pod pod, String field) {
    return contexts(pod).noneMatch(context -> context.path(field).asBoolean());
  }

  private static boolean noHostProcess(Pod pod) {
    return contexts(pod)
        .noneMatch(context -> context.path("windowsOptions").path("hostProcess").asBoolean());
  }

  private static boolean noHostNamespaces(Pod pod) {
    return Stream.of("hostNetwork", "hostPID", "hostIPC")
        .noneMatch(field -> pod.spec().path(field).asBoolean());
  }

  private static boolean capabilities(Pod pod) {
    return pod.containers().stream()
        .map(container -> container.path("securityContext").path("capabilities"))
        .allMatch(
            caps ->
                texts(caps.path("drop")).anyMatch("ALL"::equals)
                    && texts(caps.path("add")).allMatch("NET_BIND_SERVICE"::equals));
  }

  private static boolean noHostPorts(Pod pod) {
    return pod.containers().stream()
        .flatMap(container -> container.path("ports").valueStream())
        .allMatch(port -> port.path("hostPort").asInt(0) == 0);
  }

  private static boolean noHostProbes(Pod pod) {
    return pod.containers().stream()
        .flatMap(
            container ->
                Stream.of(
                    container.path("livenessProbe"),
                    container.path("readinessProbe"),
                    container.path("startupProbe"),
                    container.path("lifecycle").path("postStart"),
                    container.path("lifecycle").path("preStop")))
        .flatMap(probe -> Stream.of(probe.path("httpGet"), probe.path("tcpSocket")))
        .allMatch(action -> action.path("host").asText("").isEmpty());
  }

  private static boolean appArmor(Pod pod) {
    boolean fields =
        contexts(pod)
            .map(context -> context.path("appArmorProfile").path("type").asText("RuntimeDefault"))
            .allMatch(PROFILES::contains);
    boolean annotations =
        pod.annotations().properties().stream()
            .filter(annotation -> annotation.getKey().startsWith(APPARMOR))
            .map(annotation -> annotation.getValue().asText())
            .allMatch(value -> value.equals("runtime/default") || value.startsWith("localhost/"));
    return fields && annotations;
  }

  private static boolean selinux(Pod pod) {
    return contexts(pod)
        .map(context -> context.path("seLinuxOptions"))
        .allMatch(
            options ->
                SELINUX_TYPES.contains(options.path("type").asText(""))
                    && options.path("user").asText("").isEmpty()
                    && options.path("role").asText("").isEmpty());
  }

  /** Said for the pod or for every container, and nowhere anything else. */
  private static boolean seccomp(Pod pod) {
    boolean forAll = PROFILES.contains(profile(pod.security()));
    return (forAll || profile(pod.security()).isEmpty())
        && pod.containers().stream()
            .map(container -> profile(container.path("securityContext")))
            .allMatch(each -> PROFILES.contains(each) || each.isEmpty() && forAll);
  }

  private static String profile(JsonNode context) {
    return context.path("seccompProfile").path("type").asText("");
  }

  private static boolean sysctls(Pod pod) {
    return pod.security()
        .path("sysctls")
        .valueStream()
        .allMatch(sysctl -> SYSCTLS.contains(sysctl.path("name").asText()));
  }

  private static boolean plain(JsonNode volume) {
    return volume
        .propertyStream()
        .map(java.util.Map.Entry::getKey)
        .filter(field -> !field.equals("name"))
        .allMatch(VOLUMES::contains);
  }

  private static boolean noEscalation(Pod pod) {
    return pod.containers().stream()
        .map(container -> container.path("securityContext").path("allowPrivilegeEscalation"))
        .allMatch(allowed -> allowed.isBoolean() && !allowed.asBoolean());
  }

  /** Said for the pod or for every container, and nowhere denied. */
  private static boolean nonRoot(Pod pod) {
    boolean forAll = pod.security().path("runAsNonRoot").asBoolean();
    return pod.containers().stream()
        .map(container -> container.path("securityContext").path("runAsNonRoot"))
        .allMatch(each -> each.isMissingNode() ? forAll : each.asBoolean());
  }

  private static Stream<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText);
  }
}
