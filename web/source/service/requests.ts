// The shapes of requests and answers: those of the engine's package, which the API shares.
export type * from '../../engine/source/requests';
