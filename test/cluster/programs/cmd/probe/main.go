// probe is the client and the server of the cluster's tests: what a pod can reach, by name, by port and by HTTP.
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

const usage = `usage: probe COMMAND
  serve ADDRESS...        answers HTTP on each address, for example :8080
  get URL [TIMEOUT]       prints status, time and body
  wait URL                asks until there is an answer, 30 s at most
  tcp TIMEOUT HOST:PORT...  says for each whether a connection can be made: "HOST:PORT open" or "HOST:PORT closed REASON"
  dns NAME [TIMEOUT]      prints the addresses of a name
  burn DURATION           keeps one core busy
  sleep DURATION`

type command func(arguments []string) error

var commands = map[string]command{
	"serve": serve, "get": get, "wait": wait, "tcp": tcp, "dns": dns, "burn": burn, "sleep": sleep,
}

func main() {
	if len(os.Args) < 3 || commands[os.Args[1]] == nil {
		fail(fmt.Errorf("%s", usage))
	}
	if err := commands[os.Args[1]](os.Args[2:]); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func serve(addresses []string) error {
	host, err := os.Hostname()
	if err != nil {
		return err
	}
	http.HandleFunc("/", func(answer http.ResponseWriter, request *http.Request) {
		fmt.Fprintf(answer, "%s answers %s\n", host, request.RemoteAddr)
	})
	ended := make(chan error)
	for _, address := range addresses {
		go func() { ended <- http.ListenAndServe(address, nil) }()
	}
	return <-ended
}

func get(arguments []string) error {
	client := http.Client{Timeout: timeoutIn(arguments)}
	start := time.Now()
	answer, err := client.Get(arguments[0])
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	fmt.Printf("%s %s %s\n", answer.Status, time.Since(start).Round(100*time.Microsecond), body)
	if answer.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("%s", answer.Status)
	}
	return nil
}

func wait(arguments []string) error {
	const patience = 30 * time.Second
	client := http.Client{Timeout: time.Second}
	start := time.Now()
	var last error
	for time.Since(start) < patience {
		answer, err := client.Get(arguments[0])
		if err == nil && answer.StatusCode < http.StatusBadRequest {
			fmt.Println("answered after", time.Since(start).Round(time.Millisecond))
			return nil
		}
		last = err
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("no answer in %s: %v", patience, last)
}

func tcp(arguments []string) error {
	timeout, err := time.ParseDuration(arguments[0])
	if err != nil {
		return err
	}
	targets := arguments[1:]
	answers := make([]string, len(targets))
	done := make(chan struct{})
	for i, target := range targets {
		go func() {
			answers[i] = "open"
			if connection, err := net.DialTimeout("tcp", target, timeout); err != nil {
				answers[i] = "closed " + err.Error()
			} else {
				connection.Close()
			}
			done <- struct{}{}
		}()
	}
	for range targets {
		<-done
	}
	for i, target := range targets {
		fmt.Println(target, answers[i])
	}
	return nil
}

func dns(arguments []string) error {
	ctx, cancel := context.WithTimeout(context.Background(), timeoutIn(arguments))
	defer cancel()
	addresses, err := net.DefaultResolver.LookupHost(ctx, arguments[0])
	if err != nil {
		return err
	}
	fmt.Println(strings.Join(addresses, " "))
	return nil
}

func burn(arguments []string) error {
	duration, err := time.ParseDuration(arguments[0])
	for end := time.Now().Add(duration); err == nil && time.Now().Before(end); {
	}
	return err
}

func sleep(arguments []string) error {
	duration, err := time.ParseDuration(arguments[0])
	time.Sleep(duration)
	return err
}

// timeoutIn is the second argument, or 3 s.
func timeoutIn(arguments []string) time.Duration {
	if len(arguments) > 1 {
		if timeout, err := time.ParseDuration(arguments[1]); err == nil {
			return timeout
		}
	}
	return 3 * time.Second
}
