package io.mlconnector.manifests.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/**
 * The Kubernetes API's models, generated from its OpenAPI document: they know which fields there
 * are, which are required, and their types.
 */
final class KubernetesModels {

  private KubernetesModels() {}

  static List<String> problems(String kind, JsonNode json) {
    try {
      Class<?> model = Class.forName("io.kubernetes.client.openapi.models.V1" + kind);
      JsonElement element = JsonParser.parseString(json.toString());
      model.getMethod("validateJsonElement", JsonElement.class).invoke(null, element);
      // The check by fields takes any number for a quantity and any text for a number; reading does
      // not.
      JSON.deserialize(json.toString(), model);
      return List.of();
    } catch (InvocationTargetException e) {
      return List.of(String.valueOf(e.getCause().getMessage()));
    } catch (ClassNotFoundException e) {
      return List.of("Kubernetes has no kind " + kind);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } catch (RuntimeException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }
}
