/** The wire's words, for those who know the live state only. */
export type * from '../wire/frames';
export type { Connection } from '../wire/socket';
