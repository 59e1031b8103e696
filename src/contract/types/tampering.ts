// Made from specs/schemas/tampering.schema.json by "npm run types". Change the schema, not this file.

export type Tampering = {
  [k: string]: unknown;
};
/**
 * Ways to spoil a valid request, each with the rejection it must meet: specs/tampering.yaml
 *
 * @minItems 1
 */
export type TamperingDocument = Tampering[];
