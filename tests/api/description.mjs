// The OpenAPI description as a judge: is this answer one that it announces?
//
// Objects may gain members within v1, so the description leaves them open; here they are closed, so that a member which
// the program gives and the description forgets is found too.
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** A copy in which every object that names its members has no others. */
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== "object") return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  if (copy.type === "object" && copy.properties && copy.additionalProperties === undefined) {
    copy.additionalProperties = false;
  }
  return copy;
}

export class Description {
  constructor(document) {
    this.document = document;
    this.ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
    addFormats(this.ajv);
    this.ajv.addVocabulary(["x-description-fr", "x-summary-fr", "components", "example"]);
    this.ajv.addSchema({ $id: "partance", components: closed(document.components) });
    this.validators = new Map();
    this.met = new Set();
  }

  /** Every (method, path, status) the description announces. */
  announced() {
    const all = [];
    for (const [path, methods] of Object.entries(this.document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        for (const status of Object.keys(operation.responses)) all.push(`${method} ${path} ${status}`);
      }
    }
    return all;
  }

  /** What is wrong with an answer; nothing when it is as announced. */
  faults(method, path, { status, type, body }) {
    const operation = this.document.paths[path]?.[method];
    if (!operation) return [`${method} ${path} is not described`];
    let response = operation.responses[status];
    if (!response) return [`${method} ${path} does not announce ${status}: ${JSON.stringify(body)?.slice(0, 300)}`];
    this.met.add(`${method} ${path} ${status}`);
    if (response.$ref) response = this.document.components.responses[response.$ref.split("/").pop()];
    if (!response.content) return body === "" ? [] : [`${status} has a body: ${String(body).slice(0, 100)}`];
    const plain = type?.split(";")[0];
    const form = response.content[plain];
    if (!form) return [`${type} is not one of ${Object.keys(response.content)}`];
    const validate = this.validator(`${method} ${path} ${status} ${plain}`, form.schema);
    if (validate(body)) return [];
    return validate.errors.slice(0, 5).map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  }

  /** Whether a body is one that the operation takes. */
  takes(method, path, body) {
    const { schema } = this.document.paths[path][method].requestBody.content["application/json"];
    return this.validator(`body of ${method} ${path}`, schema)(body);
  }

  validator(name, schema) {
    if (!this.validators.has(name)) {
      const text = JSON.stringify(closed(schema)).replaceAll('"#/components', '"partance#/components');
      this.validators.set(name, this.ajv.compile(JSON.parse(text)));
    }
    return this.validators.get(name);
  }
}
