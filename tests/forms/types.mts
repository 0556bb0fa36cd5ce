// Compiled by tsc --strict, never run. Every library accepts the schema and infers the type of a post.
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { sValidator } from '@hono/standard-validator';
import { McpServer } from '@modelcontextprotocol/server';
import { useRegleSchema } from '@regle/schemas';
import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import { useForm as useTanStackForm } from '@tanstack/react-form';
import { createTRPCClient, httpLink } from '@trpc/client';
import { initTRPC } from '@trpc/server';
import { Hono } from 'hono';
import { useForm } from 'react-hook-form';
import { postSchema, type Issue, type Post, type ValidateOptions } from '../../pkg/validate.js';

/** True for identical types, false for `any` and for wider or narrower types. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {};
declare const draft: Post;

export const schema: StandardSchemaV1<Post> = postSchema;
export const described: StandardJSONSchemaV1<Post> = postSchema;
export const whatever: StandardSchemaV1<unknown, Post> = postSchema;

same<StandardSchemaV1.InferInput<typeof postSchema>, Post>(true);
same<StandardSchemaV1.InferOutput<typeof postSchema>, Post>(true);
same<StandardJSONSchemaV1.InferOutput<typeof postSchema>, Post>(true);

/** Issues have more properties than the standard requires. */
export const codes = (post: unknown): string[] => {
  const libraryOptions: ValidateOptions = { mode: 'lenient' };
  const result = postSchema['~standard'].validate(post, { libraryOptions });
  if (result.issues) return result.issues.map(({ code }: Issue) => code);
  same<typeof result.value, Post>(true);
  return [];
};
// @ts-expect-error there is no such mode
postSchema['~standard'].validate(draft, { libraryOptions: { mode: 'sloppy' } });

export function inReactHookForm(): unknown {
  const form = useForm({ resolver: standardSchemaResolver(postSchema), defaultValues: draft });
  form.register('platforms.0.accountId');
  // @ts-expect-error a post has no such field
  form.register('contents');
  return form.handleSubmit(post => same<typeof post, Post>(true));
}

/** Passes options of `validatePost`, as in the README. */
export function withCreatorInfo(libraryOptions: ValidateOptions): unknown {
  const { validate, ...rest } = postSchema['~standard'];
  const schemaWithOptions = {
    '~standard': { ...rest, validate: (post: unknown) => validate(post, { libraryOptions }) },
  };
  const form = useForm({ resolver: standardSchemaResolver(schemaWithOptions), defaultValues: draft });
  return form.handleSubmit(post => same<typeof post, Post>(true));
}

export function inTanStackForm(): unknown {
  const form = useTanStackForm({
    defaultValues: draft,
    validators: { onChange: postSchema },
    onSubmit: ({ value }) => same<typeof value, Post>(true),
  });
  // @ts-expect-error the values are those of a post
  useTanStackForm({ defaultValues: { content: 5 }, validators: { onChange: postSchema } });
  return form.getFieldMeta('content')?.errors;
}

export const inHono = new Hono().post('/posts', sValidator('json', postSchema), c => {
  const post = c.req.valid('json');
  same<typeof post, Post>(true);
  return c.json(post.platforms.length);
});

const t = initTRPC.create();
const router = t.router({
  publish: t.procedure.input(postSchema).mutation(({ input }) => {
    same<typeof input, Post>(true);
    return input.platforms.length;
  }),
});
const client = createTRPCClient<typeof router>({ links: [httpLink({ url: 'https://app.example/trpc' })] });
export const throughTrpc: Promise<number> = client.publish.mutate(draft);
// @ts-expect-error a caller must give a post
client.publish.mutate({ content: 'x' });

export function inRegle(): unknown {
  const { r$ } = useRegleSchema(draft, postSchema);
  const errors: string[] = r$.$errors.content;
  // @ts-expect-error a post has no such field
  const none: unknown = r$.contents;
  return [errors, none];
}

new McpServer({ name: 'posts', version: '1.0.0' }).registerTool('publish', { inputSchema: postSchema }, post => {
  same<typeof post, Post>(true);
  return { content: [{ type: 'text', text: post.content }] };
});
