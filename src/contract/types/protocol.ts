// Made from specs/schemas/protocol.schema.json by "npm run types". Change the schema, not this file.

/**
 * How sure the value is
 */
export type Status = 'documented' | 'inferred' | 'assumed';
export type Text = string;

/**
 * The wire profile: specs/protocol.yaml
 */
export interface ProtocolDocument {
  transport: {
    minimumTlsVersion: {
      value: 'TLSv1.2' | 'TLSv1.3';
      status: Status;
      source: Text;
      why?: Text;
    };
    clientCertificate: {
      value: 'required';
      status: Status;
      source: Text;
      why?: Text;
    };
    missingCertificate: {
      value: 'http-error' | 'handshake-failure';
      status: Status;
      source: Text;
      why?: Text;
    };
  };
  token: {
    path: {
      value: string;
      status: Status;
      source: Text;
      why?: Text;
    };
    grantType: {
      value: string;
      status: Status;
      source: Text;
      why?: Text;
    };
    algorithm: {
      value: 'ES256';
      status: Status;
      source: Text;
      why?: Text;
    };
    lifetimeSeconds: {
      value: number;
      status: Status;
      source: Text;
      why?: Text;
    };
    defaultScope: {
      value: string;
      status: Status;
      source: Text;
      why?: Text;
    };
    processImpliesRead: {
      value: boolean;
      status: Status;
      source: Text;
      why?: Text;
    };
  };
  signature: {
    profile: {
      value: 'http-message-signature' | 'detached-jws';
      status: Status;
      source: Text;
      why?: Text;
    };
    label: {
      value: string;
      status: Status;
      source: Text;
      why?: Text;
    };
    requestComponents: {
      /**
       * @minItems 1
       */
      value: string[];
      status: Status;
      source: Text;
      why?: Text;
    };
    requestComponentsWithoutBody: {
      /**
       * @minItems 1
       */
      value: string[];
      status: Status;
      source: Text;
      why?: Text;
    };
    responseComponents: {
      /**
       * @minItems 1
       */
      value: string[];
      status: Status;
      source: Text;
      why?: Text;
    };
    responseComponentsWithoutBody: {
      /**
       * @minItems 1
       */
      value: string[];
      status: Status;
      source: Text;
      why?: Text;
    };
    parameters: {
      /**
       * @minItems 1
       */
      value: string[];
      status: Status;
      source: Text;
      why?: Text;
    };
    signatureParamsForm: {
      value: 'rfc9421' | 'labelled';
      status: Status;
      source: Text;
      why?: Text;
    };
    ecdsaEncoding: {
      value: 'ieee-p1363' | 'der';
      status: Status;
      source: Text;
      why?: Text;
    };
    contentTypeForm: {
      value: 'media-type' | 'as-sent';
      status: Status;
      source: Text;
      why?: Text;
    };
    requestDigest: {
      value: 'sha-256' | 'sha-384' | 'sha-512';
      status: Status;
      source: Text;
      why?: Text;
    };
    responseDigest: {
      value: 'sha-256' | 'sha-384' | 'sha-512';
      status: Status;
      source: Text;
      why?: Text;
    };
    digests: {
      /**
       * @minItems 1
       */
      value: ('sha-256' | 'sha-384' | 'sha-512')[];
      status: Status;
      source: Text;
      why?: Text;
    };
    createdWindowSeconds: {
      value: number;
      status: Status;
      source: Text;
      why?: Text;
    };
    extraComponents: {
      value: 'accepted' | 'refused';
      status: Status;
      source: Text;
      why?: Text;
    };
  };
  jws: {
    header: {
      value: string;
      status: Status;
      source: Text;
      why?: Text;
    };
    protectedHeader: {
      /**
       * @minItems 1
       */
      value: string[];
      status: Status;
      source: Text;
      why?: Text;
    };
    iatWindowSeconds: {
      value: number;
      status: Status;
      source: Text;
      why?: Text;
    };
  };
  jwks: {
    path: {
      value: string;
      status: Status;
      source: Text;
      why?: Text;
    };
    clientCertificate: {
      value: 'required' | 'not required';
      status: Status;
      source: Text;
      why?: Text;
    };
    kid: {
      value: string;
      status: Status;
      source: Text;
      why?: Text;
    };
    cacheSeconds: {
      value: number;
      status: Status;
      source: Text;
      why?: Text;
    };
    curve: {
      value: 'P-256' | 'P-384' | 'P-521';
      status: Status;
      source: Text;
      why?: Text;
    };
  };
  idempotency: {
    header: {
      value: string;
      status: Status;
      source: Text;
      why?: Text;
    };
    lifetimeSeconds: {
      value: number;
      status: Status;
      source: Text;
      why?: Text;
    };
    missingKey: {
      value: 'accepted' | 'refused';
      status: Status;
      source: Text;
      why?: Text;
    };
    maximumKeyLength: {
      value: number;
      status: Status;
      source: Text;
      why?: Text;
    };
    scope: {
      value: string;
      status: Status;
      source: Text;
      why?: Text;
    };
  };
  version: {
    header: {
      value: string;
      status: Status;
      source: Text;
      why?: Text;
    };
    current: {
      value: string;
      status: Status;
      source: Text;
      why?: Text;
    };
  };
  webhooks: {
    signatureHeader: {
      value: string;
      status: Status;
      source: Text;
      why?: Text;
    };
    hash: {
      value: 'sha256' | 'sha384' | 'sha512';
      status: Status;
      source: Text;
      why?: Text;
    };
    encoding: {
      value: 'hex' | 'base64';
      status: Status;
      source: Text;
      why?: Text;
    };
    acknowledge: {
      value: number;
      status: Status;
      source: Text;
      why?: Text;
    };
    maximumRetries: {
      value: number;
      status: Status;
      source: Text;
      why?: Text;
    };
    retryWindowSeconds: {
      value: number;
      status: Status;
      source: Text;
      why?: Text;
    };
    timeoutSeconds: {
      value: number;
      status: Status;
      source: Text;
      why?: Text;
    };
    synchronousOutcomes: {
      value: 'notified' | 'silent';
      status: Status;
      source: Text;
      why?: Text;
    };
  };
  errors: {
    malformedPayload: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    invalidInput: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    certificate: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    signatureFormat: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    tokenExpired: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    authentication: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    signatureVerification: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    authorization: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    notFound: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    alreadyExists: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    idempotencyConflict: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    tooLarge: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    methodNotAllowed: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    unsupportedMediaType: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    unknownRoute: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    transitionNotAllowed: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    processing: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    rateLimit: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    internal: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    unsupportedOperation: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    provider: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
    providerTimeout: {
      value: Error;
      status: Status;
      source: Text;
      why?: Text;
    };
  };
}
export interface Error {
  status: number;
  reasonCode: string;
  message: string;
}
