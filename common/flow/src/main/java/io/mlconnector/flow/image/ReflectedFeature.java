package io.mlconnector.flow.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeProxyCreation;
import org.graalvm.nativeimage.hosted.RuntimeReflection;
import org.graalvm.nativeimage.hosted.RuntimeResourceAccess;

/**
 * Tells the native compiler of everything that is {@link Reflected}, and of the resources of our
 * jars. Runs at build time only; named in {@code native-image.properties}.
 */
public final class ReflectedFeature implements Feature {

  @Override
  public String getDescription() {
    return "Registers what ml-connector reads and writes by reflection";
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
    } catch (IOException e) {
      throw new UncheckedIOException("The class path of the executable cannot be read", e);
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
