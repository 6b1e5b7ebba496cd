// load: sends requests at a fixed rate until standard input ends or brings a line, and tells of each that failed.
//
// Its first line says that it started, each failed try is a line of JSON at once, the last line is the summary. Requests
// start on time even when answers are late, so a service that hangs does not get less load. Every second request opens a
// connection of its own, the others keep theirs: the first kind meets a proxy that sends to pods that are gone, the second
// kind a server that closes under the client. A try that failed is repeated once on a new connection, as a gateway does,
// and both counts are told.
package main

import (
	"bytes"
	"crypto/tls"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

type settings struct {
	url     string
	method  string
	body    string
	rate    float64
	variety int
	timeout time.Duration
	pause   time.Duration
	headers headers
}

// headers are given as -header 'Name: value', any number of times.
type headers map[string]string

func (h headers) String() string { return "" }

func (h headers) Set(text string) error {
	name, value, found := strings.Cut(text, ": ")
	if !found {
		return errors.New("must be 'Name: value'")
	}
	h[name] = value
	return nil
}

// failure is a try that was not answered with a status below 400.
type failure struct {
	At         time.Time `json:"at"`
	Number     int       `json:"number"`
	Try        int       `json:"try"`
	Connection string    `json:"connection"`
	Status     int       `json:"status,omitempty"`
	Error      string    `json:"error,omitempty"`
	Seconds    float64   `json:"seconds"`
}

type summary struct {
	From           time.Time      `json:"from"`
	Until          time.Time      `json:"until"`
	Requests       int            `json:"requests"`
	FailedTries    int            `json:"failedTries"`
	FailedRequests int            `json:"failedRequests"`
	Late           int            `json:"late"`
	Statuses       map[string]int `json:"statuses"`
	Milliseconds   percentiles    `json:"milliseconds"`
}

type percentiles struct {
	Median  float64 `json:"median"`
	P99     float64 `json:"p99"`
	Longest float64 `json:"longest"`
}

// results are shared by all requests.
type results struct {
	sync.Mutex
	summary
	durations []time.Duration
}

func main() {
	s := settings{headers: headers{}}
	flag.StringVar(&s.url, "url", "", "where requests go")
	flag.StringVar(&s.method, "method", http.MethodGet, "")
	flag.StringVar(&s.body, "body", "", "body of every request; {n} in it is the number of the request")
	flag.IntVar(&s.variety, "variety", 1, "{n} starts again after so many requests")
	flag.Float64Var(&s.rate, "rate", 10, "requests in a second")
	flag.DurationVar(&s.timeout, "timeout", 5*time.Second, "time after which a try counts as failed")
	flag.DurationVar(&s.pause, "pause", 100*time.Millisecond, "time before a failed try is repeated")
	flag.Var(s.headers, "header", "'Name: value', any number of times")
	flag.Parse()
	if s.url == "" || s.rate <= 0 || s.variety < 1 {
		flag.Usage()
		os.Exit(2)
	}
	fmt.Println("started")
	summary := s.run(untilTold())
	line, _ := json.Marshal(map[string]any{"summary": summary})
	fmt.Println(string(line))
}

// untilTold is closed at the first byte or at the end of standard input.
func untilTold() <-chan struct{} {
	told := make(chan struct{})
	go func() {
		os.Stdin.Read(make([]byte, 1))
		close(told)
	}()
	return told
}

func (s settings) run(told <-chan struct{}) summary {
	kept := &http.Client{Timeout: s.timeout, Transport: transport(true)}
	fresh := &http.Client{Timeout: s.timeout, Transport: transport(false)}
	r := &results{summary: summary{From: time.Now(), Statuses: map[string]int{}}}
	ticks := time.NewTicker(time.Duration(float64(time.Second) / s.rate))
	defer ticks.Stop()
	// Enough for every answer to take as long as it may.
	slots := make(chan struct{}, int(s.rate*s.timeout.Seconds())+1)
	var running sync.WaitGroup
	for number := 0; ; number++ {
		select {
		case <-told:
			running.Wait()
			return r.finish()
		case <-ticks.C:
		}
		select {
		case slots <- struct{}{}:
		default:
			r.late()
			continue
		}
		running.Add(1)
		go func() {
			defer func() { <-slots; running.Done() }()
			client, connection := kept, "kept"
			if number%2 == 1 {
				client, connection = fresh, "new"
			}
			s.request(r, number, client, connection, fresh)
		}()
	}
}

func transport(keepsConnections bool) *http.Transport {
	return &http.Transport{
		DisableKeepAlives:   !keepsConnections,
		MaxIdleConnsPerHost: 16,
		// Requests of a kept connection move on to new pods within this time.
		IdleConnTimeout: 30 * time.Second,
		// No HTTP/2, which would send everything over one connection.
		TLSNextProto: map[string]func(string, *tls.Conn) http.RoundTripper{},
	}
}

func (s settings) request(r *results, number int, client *http.Client, connection string, repeat *http.Client) {
	if s.try(r, number, 1, client, connection) {
		r.add(true)
		return
	}
	time.Sleep(s.pause)
	r.add(s.try(r, number, 2, repeat, "new"))
}

func (s settings) try(r *results, number, count int, client *http.Client, connection string) bool {
	start := time.Now()
	status, err := s.send(client, number)
	took := time.Since(start)
	r.answered(status, took, count)
	if err == nil && status < http.StatusBadRequest {
		return true
	}
	f := failure{
		At: start.UTC(), Number: number, Try: count, Connection: connection, Status: status, Seconds: took.Seconds(),
	}
	if err != nil {
		f.Error = err.Error()
	}
	line, _ := json.Marshal(f)
	r.Lock()
	defer r.Unlock()
	r.FailedTries++
	fmt.Println(string(line))
	return false
}

func (s settings) send(client *http.Client, number int) (int, error) {
	body := strings.ReplaceAll(s.body, "{n}", strconv.Itoa(number%s.variety))
	request, err := http.NewRequest(s.method, s.url, bytes.NewReader([]byte(body)))
	if err != nil {
		return 0, err
	}
	for name, value := range s.headers {
		request.Header.Set(name, value)
	}
	answer, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	// An answer that breaks off in its body is a failure too.
	_, err = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, err
}

func (r *results) add(succeeded bool) {
	r.Lock()
	defer r.Unlock()
	r.Requests++
	if !succeeded {
		r.FailedRequests++
	}
}

// late counts a request that could not start because too many others waited for their answers.
func (r *results) late() {
	r.Lock()
	defer r.Unlock()
	r.Late++
}

func (r *results) answered(status int, took time.Duration, count int) {
	r.Lock()
	defer r.Unlock()
	r.Statuses[strconv.Itoa(status)]++
	if count == 1 {
		r.durations = append(r.durations, took)
	}
}

func (r *results) finish() summary {
	r.Lock()
	defer r.Unlock()
	r.Until = time.Now().UTC()
	r.From = r.From.UTC()
	sort.Slice(r.durations, func(i, j int) bool { return r.durations[i] < r.durations[j] })
	at := func(share float64) float64 {
		if len(r.durations) == 0 {
			return 0
		}
		index := int(share * float64(len(r.durations)-1))
		return float64(r.durations[index].Microseconds()) / 1000
	}
	r.Milliseconds = percentiles{Median: at(0.5), P99: at(0.99), Longest: at(1)}
	return r.summary
}
