package io.mlconnector.flow.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ServiceLoader;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeClassInitialization;
import org.graalvm.nativeimage.hosted.RuntimeProxyCreation;
import org.graalvm.nativeimage.hosted.RuntimeReflection;
import org.graalvm.nativeimage.hosted.RuntimeResourceAccess;

/**
 * Tells the native compiler of everything that is {@link Reflected} or {@link Late}, and of the
 * resources of our jars. Runs at build time only; named in {@code native-image.properties}.
 */
public final class ReflectedFeature implements Feature {

  /** What the exporter of traces looks for by ServiceLoader, in the one service that has it. */
  private static final String TRACE_SENDER =
      "io.opentelemetry.exporter.internal.http.HttpSenderProvider";

  @Override
  public String getDescription() {
    return "Registers what ml-connector reads and writes by reflection";
  }

  /** As early as can be: a class that is initialised already cannot be told to wait. */
  @Override
  public void afterRegistration(AfterRegistrationAccess access) {
    try {
      ClassPath.of(access.getApplicationClassPath()).classes().stream()
          .map(access::findClassByName)
          .filter(type -> type != null && Late.is(type))
          .forEach(RuntimeClassInitialization::initializeAtRunTime);
    } catch (IOException e) {
      throw new UncheckedIOException("The class path of the executable cannot be read", e);
    }
  }

  @Override
  public void beforeAnalysis(BeforeAnalysisAccess access) {
    try {
      ClassPath all = ClassPath.of(access.getApplicationClassPath());
      all.classes().stream()
          .map(access::findClassByName)
          .filter(type -> type != null && Reflected.is(type))
          .forEach(ReflectedFeature::register);
      Module module = getClass().getModule();
      all.resources().forEach(name -> RuntimeResourceAccess.addResource(module, name));
      registerService(access.findClassByName(TRACE_SENDER));
    } catch (IOException e) {
      throw new UncheckedIOException("The class path of the executable cannot be read", e);
    }
  }

  /** Quarkus switches off that native executables know services by themselves. */
  private static void registerService(Class<?> service) {
    if (service != null) {
      RuntimeResourceAccess.addResource(
          ReflectedFeature.class.getModule(), "META-INF/services/" + service.getName());
      ServiceLoader.load(service, service.getClassLoader()).stream()
          .map(ServiceLoader.Provider::type)
          .forEach(ReflectedFeature::register);
    }
  }

  private static void register(Class<?> type) {
    RuntimeReflection.register(type);
    RuntimeReflection.register(type.getDeclaredConstructors());
    RuntimeReflection.register(type.getDeclaredMethods());
    RuntimeReflection.register(type.getDeclaredFields());
    RuntimeReflection.registerAllRecordComponents(type);
    RuntimeReflection.registerAllPermittedSubclasses(type);
    if (Reflected.isClient(type)) {
      RuntimeProxyCreation.register(type);
    }
  }
}
