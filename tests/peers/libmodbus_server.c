/* A Modbus/TCP server by an independent hand: libmodbus with a hundred registers and bits of each kind. Prints "ready" and its
   port once it listens, and ends with its standard input. */
#include <arpa/inet.h>
#include <modbus/modbus.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static void serve(modbus_t *server, modbus_mapping_t *registers, int listener) {
  uint8_t request[MODBUS_TCP_MAX_ADU_LENGTH];
  while (modbus_tcp_accept(server, &listener) != -1) {
    for (int length; (length = modbus_receive(server, request)) != -1;)
      if (length > 0) modbus_reply(server, request, length, registers);
    modbus_close(server);
  }
}

int main(void) {
  modbus_t *server = modbus_new_tcp("127.0.0.1", 0);
  modbus_mapping_t *registers = modbus_mapping_new(100, 100, 100, 100);
  int listener = modbus_tcp_listen(server, 4);
  struct sockaddr_in address;
  socklen_t length = sizeof address;
  if (registers == NULL || getsockname(listener, (struct sockaddr *)&address, &length) == -1) return 1;
  registers->tab_registers[10] = 1234;
  pid_t serving = fork();
  if (serving == 0) serve(server, registers, listener);
  printf("ready {\"port\": %d}\n", ntohs(address.sin_port));
  fflush(stdout);
  while (getchar() != EOF) continue;
  return kill(serving, SIGKILL);
}
