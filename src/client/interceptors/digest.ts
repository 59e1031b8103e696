import { contentDigest, type DigestAlgorithm } from '../../signing/digest.ts';
import { withField, type Interceptor } from '../interceptor.ts';

/** Adds Content-Digest (RFC 9530) where there is content to sign; a detached JWS signs the content itself. */
export function digest(algorithm: DigestAlgorithm): Interceptor {
  return (request, next) => {
    if (request.body.length === 0 || request.signing.scheme === 'detached-jws') return next(request);
    return next(withField(request, 'Content-Digest', contentDigest(request.body, algorithm)));
  };
}
