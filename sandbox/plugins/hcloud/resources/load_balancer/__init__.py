"""Load balancers: `LoadBalancer`, `LoadBalancerNetwork`, `LoadBalancerService`, `LoadBalancerTarget`."""
