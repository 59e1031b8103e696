// Made from specs/schemas/delivery.schema.json by "npm run types". Change the schema, not this file.

/**
 * One webhook as it reached the receiver, as evidence: secrets are already removed
 */
export interface Delivery {
  /**
   * Unique within a run
   */
  id: string;
  receivedAt: string;
  /**
   * Header fields in wire order
   */
  fields: string[][];
  /**
   * The content as text, redacted. Beyond 64 KiB the beginning, behind a line [cut to …] with the length and SHA-256 of the whole; of one whose HMAC does not fit only a line [not kept …] with the length
   */
  body: string;
  notificationType?: string;
  notificationId?: string;
  transactionId?: string;
  clientTransactionId?: string;
  hmacVerified: boolean;
  /**
   * The status that the receiver answered with
   */
  answeredWith: number;
}
