import type { google } from '@google-cloud/tasks/build/protos';
import type { MethodDefinition, Server, UntypedServiceImplementation } from '@grpc/grpc-js';

import { grpcStatus } from '../../adapters/grpc-status.ts';
import type { createQueueMethods } from './queue-methods.ts';
import { StatusError } from './status-error.ts';
import type { createTaskMethods } from './task-methods.ts';

type Protos = typeof google;

/** What the generated classes of the package's protos have in common. */
interface MessageType<Message> {
  encode(message: NoInfer<Message>): { finish(): Uint8Array };
  decode(bytes: Uint8Array): Message;
  fromObject(object: Record<string, unknown>): Message;
}

/** Stands between a call and its effect. Without an answer, the call is left open. */
export type Intercept = (method: string, effect: () => object) => Promise<object | undefined>;

export interface ServiceOrder {
  protos: Protos;
  methods: ReturnType<typeof createTaskMethods> & ReturnType<typeof createQueueMethods>;
  intercept: Intercept;
}

/** Adds the service `google.cloud.tasks.v2.CloudTasks` to a gRPC server. What it leaves out is UNIMPLEMENTED. */
export function addCloudTasksService(server: Server, { protos, methods, intercept }: ServiceOrder): void {
  const { v2 } = protos.cloud.tasks;
  const { Empty } = protos.protobuf;
  const service: Record<string, MethodDefinition<unknown, unknown>> = {};
  const implementation: UntypedServiceImplementation = {};

  function add<Request, Response>(
    name: string,
    requestType: MessageType<Request>,
    responseType: MessageType<Response>,
    handle: (request: Request) => object,
  ): void {
    const bytesOf = <Message>(type: MessageType<Message>, object: unknown) =>
      Buffer.from(type.encode(type.fromObject({ ...Object(object) })).finish());
    service[name] = {
      path: `/google.cloud.tasks.v2.CloudTasks/${name}`,
      ...{ requestStream: false, responseStream: false },
      requestSerialize: (request) => bytesOf(requestType, request),
      requestDeserialize: (bytes) => requestType.decode(bytes),
      responseSerialize: (response) => bytesOf(responseType, response),
      responseDeserialize: (bytes) => responseType.decode(bytes),
    };
    implementation[name] = (
      call: { request: Request },
      callback: (error: { code: number; details: string } | null, response?: object) => void,
    ) => {
      intercept(name, () => handle(call.request)).then(
        (response) => response && callback(null, response),
        (error: unknown) => callback(statusOf(error)),
      );
    };
  }

  add('CreateTask', v2.CreateTaskRequest, v2.Task, (request) =>
    methods.CreateTask(request, v2.Task.encode(request.task ?? {}).finish().length),
  );
  add('GetTask', v2.GetTaskRequest, v2.Task, methods.GetTask);
  add('ListTasks', v2.ListTasksRequest, v2.ListTasksResponse, methods.ListTasks);
  add('DeleteTask', v2.DeleteTaskRequest, Empty, methods.DeleteTask);
  add('RunTask', v2.RunTaskRequest, v2.Task, methods.RunTask);
  add('CreateQueue', v2.CreateQueueRequest, v2.Queue, methods.CreateQueue);
  add('GetQueue', v2.GetQueueRequest, v2.Queue, methods.GetQueue);
  add('ListQueues', v2.ListQueuesRequest, v2.ListQueuesResponse, methods.ListQueues);
  add('UpdateQueue', v2.UpdateQueueRequest, v2.Queue, methods.UpdateQueue);
  add('DeleteQueue', v2.DeleteQueueRequest, Empty, methods.DeleteQueue);
  add('PurgeQueue', v2.PurgeQueueRequest, v2.Queue, methods.PurgeQueue);
  add('PauseQueue', v2.PauseQueueRequest, v2.Queue, methods.PauseQueue);
  add('ResumeQueue', v2.ResumeQueueRequest, v2.Queue, methods.ResumeQueue);
  server.addService(service, implementation);
}

function statusOf(error: unknown): { code: number; details: string } {
  if (error instanceof StatusError) return { code: grpcStatus[error.status], details: error.message };
  return { code: grpcStatus.INTERNAL, details: `The server failed: ${String(error)}` };
}
